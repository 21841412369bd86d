package cn.gulou.hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedPduTest {
    private Smsc smsc;

    @BeforeEach
    void start() {
        smsc = Smsc.start(SimulatorSettings.onAnyPort());
    }

    @AfterEach
    void close() {
        smsc.close();
    }

    static Stream<Arguments> malformed() {
        byte[] submit = RawClient.submit("8613800000001", 1, RawClient.ucs2("预警"));
        return Stream.of(
                Arguments.of("a length below the header's", header(15)),
                Arguments.of("a negative length", header(-1)),
                Arguments.of("a length of 2 GiB", header(0x7FFFFFF0)),
                Arguments.of("a submit without a body", RawClient.pdu(Pdu.SUBMIT_SM, 7, new byte[0])),
                Arguments.of("a submit cut short", RawClient.pdu(Pdu.SUBMIT_SM, 7, cut(submit, 3))),
                Arguments.of("an address without an end", RawClient.pdu(Pdu.SUBMIT_SM, 7, filled(60))),
                Arguments.of("a TLV past the end", RawClient.pdu(Pdu.SUBMIT_SM, 7, withOverlongParameter(submit))),
                Arguments.of("fewer destinations than it says", RawClient.pdu(Pdu.SUBMIT_MULTI, 7, oneOfTwo())),
                Arguments.of("a bind without a body", RawClient.pdu(Pdu.BIND_TRANSCEIVER, 7, new byte[2])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void answersGenericNackAndHangsUp(String what, byte[] pdu) throws Exception {
        try (RawClient client = RawClient.bound(smsc.port(), "bad")) {
            client.send(pdu);
            RawClient.Answer answer = client.receive();
            assertThat(answer.command()).isEqualTo(Pdu.GENERIC_NACK);
            assertThat(answer.status()).isEqualTo(Pdu.INVALID_LENGTH);
            assertThat(answer.sequence()).isEqualTo(7);
            assertThat(client.atEnd()).isTrue();
        }
        assertThat(smsc.counts().malformed()).isEqualTo(1);
        assertServes();
    }

    @Test
    void survivesNonsense() throws Exception {
        Random random = new Random(42);
        for (int round = 0; round < 300; round++) {
            try (RawClient client = RawClient.bound(smsc.port(), "fuzz")) {
                byte[] body = new byte[random.nextInt(200)];
                random.nextBytes(body);
                int[] commands = {Pdu.SUBMIT_SM, Pdu.SUBMIT_MULTI, Pdu.BIND_RECEIVER, 0x80000005, random.nextInt()};
                client.send(RawClient.pdu(commands[round % commands.length], 2, body));
            }
        }
        assertServes();
    }

    @Test
    void readsPdus_howeverTheyAreCut() throws Exception {
        try (RawClient client = RawClient.bound(smsc.port(), "slow")) {
            for (byte octet : RawClient.pdu(Pdu.ENQUIRE_LINK, 9, new byte[0])) {
                client.send(new byte[] {octet});
            }
            assertThat(client.receive().sequence()).isEqualTo(9);
        }
    }

    @Test
    void answersWhatItDoesNotSpeak_andStays() throws Exception {
        try (RawClient client = RawClient.bound(smsc.port(), "query")) {
            client.send(RawClient.pdu(0x3, 2, new byte[0]));
            RawClient.Answer answer = client.receive();
            assertThat(answer.command()).isEqualTo(Pdu.GENERIC_NACK);
            assertThat(answer.status()).isEqualTo(Pdu.INVALID_COMMAND);
            client.send(RawClient.pdu(Pdu.ENQUIRE_LINK, 3, new byte[0]));
            assertThat(client.receive().status()).isZero();
        }
    }

    @Test
    void refusesSubmits_beforeABind() throws Exception {
        try (RawClient client = new RawClient(smsc.port())) {
            client.send(RawClient.pdu(Pdu.SUBMIT_SM, 2, RawClient.submit("8613800000001", 1, new byte[0])));
            assertThat(client.receive().status()).isEqualTo(Pdu.WRONG_BIND_STATE);
        }
        assertThat(smsc.counts().total().submits()).isZero();
    }

    @Test
    void refusesASecondBind_andKeepsTheFirst() throws Exception {
        try (RawClient client = RawClient.bound(smsc.port(), "once")) {
            client.send(RawClient.pdu(Pdu.BIND_TRANSCEIVER, 2, RawClient.bind("twice", "")));
            assertThat(client.receive().status()).isEqualTo(Pdu.ALREADY_BOUND);
            assertThat(smsc.counts().sessions()).isEqualTo(1);
        }
    }

    private void assertServes() throws Exception {
        try (JsmppClient client = JsmppClient.bound(smsc)) {
            assertThat(client.submit("8613800000001", "预警")).isNotEmpty();
        }
    }

    private static byte[] header(int length) {
        return ByteBuffer.allocate(Pdu.HEADER)
                .putInt(length)
                .putInt(Pdu.SUBMIT_SM)
                .putInt(0)
                .putInt(7)
                .array();
    }

    private static byte[] cut(byte[] body, int octets) {
        return java.util.Arrays.copyOf(body, body.length - octets);
    }

    private static byte[] filled(int length) {
        byte[] body = new byte[length];
        java.util.Arrays.fill(body, (byte) '1');
        return body;
    }

    private static byte[] oneOfTwo() {
        return cut(RawClient.submitMulti(2, RawClient.handset("8613800000001"), 1, new byte[0]), 10);
    }

    private static byte[] withOverlongParameter(byte[] submit) {
        return new RawClient.PduBody()
                .octets(submit)
                .octets(0x04, 0x24, 0xFF, 0xFF, 1)
                .bytes();
    }
}
