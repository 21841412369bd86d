package cn.gulou.hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.NegativeResponseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SmscTest {
    private static final String NUMBER = "8613800000001";

    private Smsc smsc;
    private JsmppClient client;

    private void start(String... namesAndValues) throws Exception {
        smsc = Smsc.start(SimulatorSettings.onAnyPort(namesAndValues));
        client = JsmppClient.bound(smsc);
    }

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
        smsc.close();
    }

    @Test
    void answersWithAnId_andSendsAReceiptThatNamesIt() throws Exception {
        start("first-id", "1000");
        assertThat(client.submit(NUMBER, "预警")).isEqualTo("1000");
        DeliverSm receipt = client.receipt();
        assertThat(receipt.getSourceAddr()).isEqualTo(NUMBER);
        assertThat(receipt.getDestAddress()).isEqualTo(JsmppClient.SHORT_CODE);
        assertThat(receipt.isSmscDeliveryReceipt()).isTrue();
        assertThat(receipt.getShortMessageAsDeliveryReceipt().getId()).isEqualTo("1000");
        await().until(() -> smsc.counts().total().receiptsAnsweredOk() == 1);
        assertThat(smsc.counts().total().receiptsTaken()).containsEntry("DELIVRD", 1L);
    }

    @Test
    void answersAfterItsLatency_andSendsTheReceiptAfterItsDelay() throws Exception {
        start("latency", "30", "latency-jitter", "5", "receipt-delay", "30", "receipt-jitter", "5");
        client.submit(NUMBER, "预警");
        assertThat(client.receipt()).isNotNull();
    }

    @Test
    void sendsNoReceipt_toThoseWhoDidNotAsk() throws Exception {
        start();
        client.submit(NUMBER, RawClient.ucs2("预警"), 0, 0);
        client.submit("8613800000002", "预警");
        assertThat(client.receipt().getSourceAddr()).isEqualTo("8613800000002");
        assertThat(smsc.counts().total().receiptsSent()).isEqualTo(1);
    }

    @Test
    void sendsReceiptsOfFailuresOnly_toThoseWhoAskedForThose() throws Exception {
        start("fail-suffix", "7:UNDELIV:001");
        client.submit(NUMBER, RawClient.ucs2("预警"), 0, 2);
        client.submit("8613800000007", RawClient.ucs2("预警"), 0, 2);
        assertThat(client.receiptText()).contains("stat:UNDELIV err:001");
        assertThat(smsc.counts().total().outcomes())
                .containsEntry("DELIVRD", 1L)
                .containsEntry("UNDELIV", 1L);
    }

    @Test
    void refusesNumbersByTheirEnding_theLongestFirst() throws Exception {
        start("reject-suffix", "9:0x45,99:0x0B");
        assertRefused("8613800000099", 0x0B);
        assertRefused("8613800000019", 0x45);
        assertThat(smsc.counts().total().rejected()).containsEntry("0x0B", 1L).containsEntry("0x45", 1L);
    }

    @Test
    void answersThrottled_aboveItsCeiling() throws Exception {
        start("rate", "3");
        for (int i = 0; i < 3; i++) {
            client.submit(NUMBER + i, "预警");
        }
        assertRefused(NUMBER, Pdu.THROTTLED);
        assertThat(smsc.counts().total().throttled()).isEqualTo(1);
        assertThat(smsc.counts().total().accepted()).isEqualTo(3);
    }

    @Test
    void checksSystemIdAndPassword() throws Exception {
        start("system-id", "hub", "password", "secret");
        assertThatThrownBy(() -> new JsmppClient(smsc, BindType.BIND_TX, "other", "secret"))
                .hasMessageContaining("0000000f");
        assertThatThrownBy(() -> new JsmppClient(smsc, BindType.BIND_TX, "hub", "wrong"))
                .hasMessageContaining("0000000e");
        assertThat(smsc.counts().bindsRefused()).isEqualTo(2);
        assertThat(smsc.counts().bySystemId().get("hub").binds()).isEqualTo(1);
    }

    @Test
    void takesSubmitsOnATransmitter_andSendsReceiptsToTheReceiver() throws Exception {
        start();
        client.close();
        try (JsmppClient transmitter = new JsmppClient(smsc, BindType.BIND_TX, "pair", "");
                JsmppClient receiver = new JsmppClient(smsc, BindType.BIND_RX, "pair", "")) {
            transmitter.submit(NUMBER, "预警");
            assertThat(receiver.receipt()).isNotNull();
            assertThat(transmitter.delivered).isEmpty();
        }
    }

    @Test
    void countsTheSameTextToTheSameNumberAsDoubled_whateverItsReference() throws Exception {
        start();
        submitSegment(0x11, 1);
        submitSegment(0x11, 2);
        submitSegment(0x22, 1);
        Counts.Numbers total = smsc.counts().total();
        assertThat(total.accepted()).isEqualTo(3);
        assertThat(total.distinct()).isEqualTo(2);
        assertThat(total.doubled()).isEqualTo(1);
        assertThat(smsc.counts().bySourceAddress().get(JsmppClient.SHORT_CODE).doubled())
                .isEqualTo(1);
    }

    @Test
    void startsCountingAfresh_whenReset() throws Exception {
        start();
        client.submit(NUMBER, RawClient.ucs2("预警"), 0, 0);
        smsc.reset();
        assertThat(smsc.counts().total().submits()).isZero();
        client.submit(NUMBER, RawClient.ucs2("预警"), 0, 0);
        assertThat(smsc.counts().total().doubled()).isZero();
        assertThat(smsc.counts().total().mostInAnySecond()).isEqualTo(1);
    }

    @Test
    void keepsSubmitsForReadingBack_whenToldTo() throws Exception {
        start("record", "2", "first-id", "5");
        submitSegment(0x11, 1);
        client.submit(NUMBER, new byte[0], 0, 1, payload("很长的预警"));
        assertThat(smsc.recorded()).extracting(RecordedSubmit::text).containsExactly("第1段", "很长的预警");
        RecordedSubmit first = smsc.recorded().get(0);
        assertThat(first.destination()).isEqualTo(NUMBER);
        assertThat(first.segment()).isEqualTo(1);
        assertThat(first.segments()).isEqualTo(2);
        assertThat(first.segmentReference()).isEqualTo(0x11);
        assertThat(first.messageId()).isEqualTo("5");
        assertThat(first.toString()).contains("86138****0001").doesNotContain(NUMBER);
    }

    @Test
    void findsThePort_takenByAnother() throws Exception {
        start();
        SimulatorSettings same = SimulatorSettings.onAnyPort("port", String.valueOf(smsc.port()));
        assertThatThrownBy(() -> Smsc.start(same))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the port is taken");
    }

    private void assertRefused(String number, int status) {
        assertThatThrownBy(() -> client.submit(number, "预警"))
                .asInstanceOf(InstanceOfAssertFactories.type(NegativeResponseException.class))
                .returns(status, NegativeResponseException::getCommandStatus);
    }

    private void submitSegment(int reference, int part) throws Exception {
        byte[] text = new RawClient.PduBody()
                .octets(5, 0, 3, reference, 2, part)
                .octets(RawClient.ucs2("第" + part + "段"))
                .bytes();
        client.submit(NUMBER, text, Pdu.ESM_HEADER_INDICATOR, 0);
    }

    private static OptionalParameter payload(String text) {
        return new OptionalParameter.Message_payload(RawClient.ucs2(text));
    }
}
