package cn.gulou.hub.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static final Instant T = Instant.parse("2026-11-23T07:30:00Z");

    private final Refusals refusals = new Refusals();

    @Test
    void refusalsOfTheTextAddUp_whateverComesBetween() {
        refusals.text("smpp-0x65");
        refusals.endRow();
        refusals.number("smpp-0x0B", T);
        assertThat(refusals.text("smpp-0x65")).isEqualTo(2);
        assertThat(refusals.text("smpp-0x66")).isEqualTo(1);
    }

    @Test
    void refusalsOfNumbersCountOnlyInARow() {
        refusals.number("smpp-0x0B", T);
        refusals.endRow();
        assertThat(refusals.number("smpp-0x0B", T.plusSeconds(1))).isEqualTo(1);
        assertThat(refusals.number("smpp-0x0B", T.plusSeconds(2))).isEqualTo(2);
        assertThat(refusals.rowSince()).isEqualTo(T.plusSeconds(1));
    }

    @Test
    void goesOnAfterARestartFromWhereItWas() {
        refusals.remember("smpp-0x65", AnswerClass.PERMANENT_TEXT, 48, 0, T);
        refusals.remember("smpp-0x0B", AnswerClass.PERMANENT_NUMBER, 90, 30, T);
        assertThat(refusals.number("smpp-0x0B", T.plusSeconds(9))).isEqualTo(31);
        assertThat(refusals.rowSince()).isEqualTo(T);
        assertThat(refusals.text("smpp-0x65")).isEqualTo(49);
    }

    @Test
    void countsFromNothingAfterABrake() {
        refusals.text("smpp-0x65");
        refusals.brake();
        refusals.release();
        assertThat(refusals.text("smpp-0x65")).isEqualTo(1);
    }
}
