package cn.gulou.hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** submit_multi, SMPP 3.4 section 4.5, octet by octet. */
class SubmitMultiOnTheWireTest {
    private static final String GOOD = "8613800000001";
    private static final String UNKNOWN = "8613800000009";

    private Smsc smsc;
    private RawClient client;

    private void start(String... namesAndValues) throws Exception {
        smsc = Smsc.start(SimulatorSettings.onAnyPort(namesAndValues));
        client = RawClient.bound(smsc.port(), "wire");
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        smsc.close();
    }

    @Test
    void answersWithOneId_andWhomItRefused() throws Exception {
        start("first-id", "1000", "reject-suffix", "9:0x0B");
        RawClient.Answer answer =
                submit(3, RawClient.handset(UNKNOWN), RawClient.handset(GOOD), RawClient.list("everybody"));
        assertThat(answer.status()).isEqualTo(Pdu.OK);
        assertThat(answer.body())
                .isEqualTo(new RawClient.PduBody()
                        .text("1000")
                        .octets(2)
                        .octets(1, 1)
                        .text(UNKNOWN)
                        .octets(0, 0, 0, 0x0B)
                        .octets(0, 0)
                        .text("everybody")
                        .octets(0, 0, 0, 0x34)
                        .bytes());
        assertThat(smsc.counts().total().submits()).isEqualTo(3);
        assertThat(smsc.counts().total().rejected()).isEqualTo(Map.of("0x0B", 1L, "0x34", 1L));
    }

    @Test
    void answersWithOneId_andNobodyRefused() throws Exception {
        start("first-id", "1000");
        assertThat(submit(1, RawClient.handset(GOOD)).body())
                .isEqualTo(new RawClient.PduBody().text("1000").octets(0).bytes());
    }

    @Test
    void refusesItWhole_whenItIsForListsAlone() throws Exception {
        start();
        RawClient.Answer answer = submit(2, RawClient.list("everybody"), RawClient.list("the rest"));
        assertThat(answer.status()).isEqualTo(Pdu.INVALID_LIST_NAME);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void refusesANumberThatIsNone() throws Exception {
        start();
        RawClient.Answer answer = submit(2, RawClient.handset(""), RawClient.handset(GOOD));
        assertThat(answer.status()).isEqualTo(Pdu.OK);
        assertThat(smsc.counts().total().rejected()).isEqualTo(Map.of("0x0B", 1L));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 255})
    void refusesItWhole_whenADestinationIsOfNoKnownKind(int flag) throws Exception {
        start();
        RawClient.Answer answer = submit(2, RawClient.handset(GOOD), new byte[] {(byte) flag, 1, 1, '1', 0});
        assertThat(answer.command()).isEqualTo(Pdu.SUBMIT_MULTI | Pdu.RESPONSE);
        assertThat(answer.status()).isEqualTo(Pdu.INVALID_DESTINATION_FLAG);
        assertThat(smsc.counts().total().submits()).isZero();
        assertThat(submit(1, RawClient.handset(GOOD)).status()).isEqualTo(Pdu.OK);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255})
    void refusesItWhole_whateverFollowsACountThatCannotBe(int count) throws Exception {
        start();
        assertThat(submit(count, RawClient.handset(GOOD)).status()).isEqualTo(Pdu.INVALID_NUMBER_OF_DESTINATIONS);
        assertThat(submit(1, RawClient.handset(GOOD)).status()).isEqualTo(Pdu.OK);
    }

    @Test
    void takesNone_beforeABind() throws Exception {
        start();
        try (RawClient unbound = new RawClient(smsc.port())) {
            unbound.send(pdu(1, 0, RawClient.handset(GOOD)));
            assertThat(unbound.receive().status()).isEqualTo(Pdu.WRONG_BIND_STATE);
        }
        assertThat(smsc.counts().total().submits()).isZero();
    }

    @Test
    void sendsEveryReceiptBeforeTheAnswer_whenEarly() throws Exception {
        start("early-percent", "100");
        client.send(pdu(2, 1, RawClient.handset(GOOD), RawClient.handset(UNKNOWN)));
        assertThat(client.receive().command()).isEqualTo(Pdu.DELIVER_SM);
        assertThat(client.receive().command()).isEqualTo(Pdu.DELIVER_SM);
        assertThat(client.receive().command()).isEqualTo(Pdu.SUBMIT_MULTI | Pdu.RESPONSE);
    }

    @Test
    void swallowsAll_whileSilent() throws Exception {
        start();
        smsc.goSilent();
        client.send(pdu(2, 0, RawClient.handset(GOOD), RawClient.handset(UNKNOWN)));
        await().until(() -> smsc.counts().total().swallowed() == 2);
        assertThat(smsc.counts().total().submits()).isEqualTo(2);
        assertThat(smsc.counts().total().multis()).isEqualTo(1);
    }

    @Test
    void keepsItsAnswerBack_whileHolding() throws Exception {
        start();
        smsc.holdSubmits();
        client.send(pdu(2, 0, RawClient.handset(GOOD), RawClient.handset(UNKNOWN)));
        await().until(() -> smsc.counts().submitsHeld() == 1);
        assertThat(smsc.counts().total().accepted()).isEqualTo(2);
        smsc.resume();
        assertThat(client.receive().command()).isEqualTo(Pdu.SUBMIT_MULTI | Pdu.RESPONSE);
    }

    @Test
    void knowsNoSuchCommand_whenToldNotTo() throws Exception {
        start("submit-multi", "false");
        RawClient.Answer answer = submit(1, RawClient.handset(GOOD));
        assertThat(answer.command()).isEqualTo(Pdu.GENERIC_NACK);
        assertThat(answer.status()).isEqualTo(Pdu.INVALID_COMMAND);
        assertThat(answer.sequence()).isEqualTo(2);
        assertThat(smsc.counts().total().submits() + smsc.counts().total().multis())
                .isZero();
        client.send(RawClient.pdu(Pdu.SUBMIT_SM, 3, RawClient.submit(GOOD, 0, RawClient.ucs2("预警"))));
        assertThat(client.receive().status()).isEqualTo(Pdu.OK);
        smsc.change(Map.of("submit-multi", "true"));
        assertThat(submit(1, RawClient.handset(GOOD)).status()).isEqualTo(Pdu.OK);
    }

    @Test
    void knowsNoSuchCommand_andSaysNothing_whileSilent() throws Exception {
        start("submit-multi", "false");
        smsc.goSilent();
        client.send(pdu(1, 0, RawClient.handset(GOOD)));
        client.send(RawClient.pdu(Pdu.SUBMIT_SM, 3, RawClient.submit(GOOD, 0, RawClient.ucs2("预警"))));
        await().until(() -> smsc.counts().total().swallowed() == 1);
        smsc.resume();
        client.send(RawClient.pdu(Pdu.ENQUIRE_LINK, 4, new byte[0]));
        assertThat(client.receive().sequence()).isEqualTo(4);
    }

    private RawClient.Answer submit(int count, byte[]... destinations) throws Exception {
        client.send(pdu(count, 0, destinations));
        return client.receive();
    }

    private static byte[] pdu(int count, int registered, byte[]... destinations) {
        RawClient.PduBody all = new RawClient.PduBody();
        for (byte[] destination : destinations) {
            all.octets(destination);
        }
        byte[] body = RawClient.submitMulti(count, all.bytes(), registered, RawClient.ucs2("预警"));
        return RawClient.pdu(Pdu.SUBMIT_MULTI, 2, body);
    }
}
