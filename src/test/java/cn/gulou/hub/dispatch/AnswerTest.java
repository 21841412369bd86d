package cn.gulou.hub.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class AnswerTest {
    private static final int SUBMIT_MULTI_RESP = 0x80000021;

    @Example
    void tellsWhoWasNotTaken() {
        byte[] body = ("id-7\0\2" + "\1\1" + "8613800000001\0" + "\0\0\0\13" + "\1\1" + "8613800000002\0" + "\0\0\0\24")
                .getBytes(StandardCharsets.ISO_8859_1);
        Answer answer = Answer.toMulti(0, RogueSmsc.pdu(SUBMIT_MULTI_RESP, 1, body));
        assertThat(answer.messageId()).isEqualTo("id-7");
        assertThat(answer.statusOf("8613800000001")).isEqualTo(0x0B);
        assertThat(answer.statusOf("8613800000002")).isEqualTo(0x14);
        assertThat(answer.statusOf("8613800000003")).isZero();
    }

    @Example
    void knowsANumberHoweverTheCarrierRepeatsIt() {
        byte[] body = ("7\0\2" + "\1\1" + "+8613800000001\0" + "\0\0\0\13" + "\0\1" + "13800000002\0" + "\0\0\0\13")
                .getBytes(StandardCharsets.ISO_8859_1);
        Answer answer = Answer.toMulti(0, RogueSmsc.pdu(SUBMIT_MULTI_RESP, 1, body));
        assertThat(answer.statusOf("8613800000001")).isEqualTo(0x0B);
        assertThat(answer.statusOf("8613800000002")).isEqualTo(0x0B);
    }

    @Example
    void aRefusalOfAllIsEveryones() {
        Answer answer = Answer.toMulti(0x58, RogueSmsc.pdu(SUBMIT_MULTI_RESP, 1, new byte[0]));
        assertThat(answer.statusOf("8613800000001")).isEqualTo(0x58);
    }

    @Property
    void isReadAsFarAsItGoes(@ForAll @Size(max = 60) byte[] body, @ForAll boolean multi) {
        byte[] pdu = RogueSmsc.pdu(SUBMIT_MULTI_RESP, 1, body);
        Answer answer = multi ? Answer.toMulti(0, pdu) : Answer.toSubmit(0, pdu);
        assertThat(answer.messageId()).doesNotContain("\0");
        assertThat(answer.refused()).hasSizeLessThanOrEqualTo(255);
    }

    @Example
    void anIdWithoutItsNulIsOne() {
        assertThat(Answer.toSubmit(0, RogueSmsc.pdu(0x80000004, 1, "42".getBytes(StandardCharsets.ISO_8859_1)))
                        .messageId())
                .isEqualTo("42");
    }
}
