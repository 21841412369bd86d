package cn.gulou.hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptsTest {
    private static final String DELIVERED = "8613800000001";
    private static final String FAILED = "8613800000007";

    private Smsc smsc;
    private JsmppClient client;

    private void start(String... namesAndValues) throws Exception {
        String[] always = {"first-id", "255", "fail-suffix", "7:UNDELIV:001"};
        smsc = Smsc.start(SimulatorSettings.onAnyPort(
                Stream.of(always, namesAndValues).flatMap(Stream::of).toArray(String[]::new)));
        client = JsmppClient.bound(smsc);
    }

    @AfterEach
    void close() {
        client.close();
        smsc.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
            standard,              id:255 sub:001 dlvrd:000 submit date:[0-9]{10} done date:[0-9]{10} stat:UNDELIV err:001 text:
            space-after-done-date, id:255 sub:001 dlvrd:000 submit date:[0-9]{10} done date: [0-9]{10} stat:UNDELIV err:001 text:
            twelve-digit-dates,    id:255 sub:001 dlvrd:000 submit date:[0-9]{12} done date:[0-9]{12} stat:UNDELIV err:001 text:
            no-dates,              id:255 sub:001 dlvrd:000 stat:UNDELIV err:001 text:
            lower-case,            id:255 sub:001 dlvrd:000 submit date:[0-9]{10} done date:[0-9]{10} stat:undeliv err:001 text:
            vendor-stat,           id:255 sub:001 dlvrd:000 submit date:[0-9]{10} done date:[0-9]{10} stat:MA:0001 err:001 text:
            with-tlv,              id:255 sub:001 dlvrd:000 submit date:[0-9]{10} done date:[0-9]{10} stat:UNDELIV err:001 text:
            """)
    void writesTheReceiptAsToldTo(String variant, String pattern) throws Exception {
        start("receipt-text", variant);
        client.submit(FAILED, "预警");
        assertThat(client.receiptText()).matches(pattern);
    }

    @Test
    void writesNoTextButParameters_whenTlvOnly() throws Exception {
        start("receipt-text", "tlv-only");
        client.submit(FAILED, "预警");
        DeliverSm receipt = client.receipt();
        assertThat(receipt.getShortMessage()).isEmpty();
        assertThat(receipt.getOptionalParameter(OptionalParameter.Receipted_message_id.class)
                        .getValueAsString())
                .isEqualTo("255");
        assertThat(receipt.getOptionalParameter(OptionalParameter.Message_state.class)
                        .getValue())
                .isEqualTo((byte) 5);
    }

    @ParameterizedTest(name = "answer {0} {2}, receipt {1} {3}")
    @CsvSource({
        "hex, same, ff, ff",
        "HEX, same, FF, FF",
        "hex, decimal, ff, 255",
        "padded, decimal, 00000000000000000255, 255"
    })
    void writesIdsOneWayInTheAnswer_anotherInTheReceipt(String answer, String receipt, String id, String inReceipt)
            throws Exception {
        start("message-id", answer, "receipt-message-id", receipt);
        assertThat(client.submit(DELIVERED, "预警")).isEqualTo(id);
        assertThat(client.receiptText()).startsWith("id:" + inReceipt + " ");
    }

    @Test
    void writesUuids() throws Exception {
        start("message-id", "uuid");
        String id = client.submit(DELIVERED, "预警");
        assertThat(java.util.UUID.fromString(id)).hasToString(id);
        assertThat(client.receiptText()).startsWith("id:" + id + " ");
    }

    @Test
    void repeatsTheUserMessageReference_whenToldTo() throws Exception {
        start("echo-reference", "true");
        client.submit(DELIVERED, RawClient.ucs2("预警"), 0, 1, new OptionalParameter.User_message_reference((short) 171));
        assertThat(client.receipt()
                        .getOptionalParameter(OptionalParameter.User_message_reference.class)
                        .getValue())
                .isEqualTo((short) 171);
    }

    @Test
    void sendsReceiptsThriceAndContradictsThem_whenToldTo() throws Exception {
        start("thrice-percent", "100", "contradictory-percent", "100");
        client.submit(DELIVERED, "预警");
        List<String> texts =
                List.of(client.receiptText(), client.receiptText(), client.receiptText(), client.receiptText());
        assertThat(texts).filteredOn(text -> text.contains("DELIVRD")).hasSize(3);
        assertThat(texts).filteredOn(text -> text.contains("UNDELIV")).hasSize(1);
    }

    @Test
    void sendsTheReceiptBeforeTheAnswer_whenEarly() throws Exception {
        start("early-percent", "100", "latency", "20");
        try (RawClient raw = RawClient.bound(smsc.port(), "early")) {
            raw.send(RawClient.pdu(Pdu.SUBMIT_SM, 2, RawClient.submit(DELIVERED, 1, RawClient.ucs2("预警"))));
            assertThat(raw.receive().command()).isEqualTo(Pdu.DELIVER_SM);
            assertThat(raw.receive().command()).isEqualTo(Pdu.SUBMIT_SM | Pdu.RESPONSE);
        }
    }

    @Test
    void letsHandsetsAnswer_whenToldTo() throws Exception {
        start("reply-percent", "100", "receipts", "false");
        client.submit(DELIVERED, "预警");
        DeliverSm reply = client.receipt();
        assertThat(new String(reply.getShortMessage(), StandardCharsets.UTF_16BE))
                .isEqualTo("退订");
        assertThat(reply.getEsmClass()).isZero();
        assertThat(reply.getSourceAddr()).isEqualTo(DELIVERED);
    }

    @ParameterizedTest
    @CsvSource({"0x08", "0x14", "0x58", "0x64"})
    void sendsAReceiptAgain_whenAnsweredByATemporaryError(String status) throws Exception {
        start("receipt-retry", "1");
        client.answer = Integer.decode(status);
        client.submit(DELIVERED, "预警");
        String first = client.receiptText();
        assertThat(client.receiptText()).isEqualTo(first);
        client.answer = 0;
        await().until(() -> smsc.counts().total().receiptsAnsweredOk() == 1);
        assertThat(smsc.counts().total().receiptsAnsweredOtherwise()).containsKey(status);
    }

    @Test
    void givesAReceiptUp_whenAnsweredByAnotherError() throws Exception {
        start("receipt-retry", "0");
        client.answer = 0x0B;
        client.submit(DELIVERED, "预警");
        await().until(() -> smsc.counts().total().receiptsAnsweredOtherwise().containsKey("0x0B"));
        assertThat(smsc.counts().total().receiptsSent()).isEqualTo(1);
        assertThat(smsc.counts().receiptsWaiting()).isZero();
    }

    @Test
    void sendsNoMoreReceiptsThanTheWindow_untilOneIsAnswered() throws Exception {
        start("receipt-window", "2");
        try (RawClient raw = RawClient.bound(smsc.port(), "window")) {
            submitThree(raw);
            int answered = firstDelivery(raw);
            firstDelivery(raw);
            assertThat(smsc.counts().receiptsUnanswered()).isEqualTo(2);
            assertThat(smsc.counts().receiptsWaiting()).isEqualTo(1);
            raw.send(RawClient.pdu(Pdu.DELIVER_SM | Pdu.RESPONSE, answered, new byte[1]));
            firstDelivery(raw);
            assertThat(smsc.counts().receiptsWaiting()).isZero();
        }
    }

    @Test
    void sendsAReceiptAgain_whenItIsNotAnsweredInTime() throws Exception {
        start("receipt-timeout", "1");
        try (RawClient raw = RawClient.bound(smsc.port(), "late")) {
            raw.send(RawClient.pdu(Pdu.SUBMIT_SM, 2, RawClient.submit(DELIVERED, 1, RawClient.ucs2("预警"))));
            int late = firstDelivery(raw);
            assertThat(firstDelivery(raw)).isNotEqualTo(late);
            raw.send(RawClient.pdu(Pdu.DELIVER_SM | Pdu.RESPONSE, late, new byte[1]));
            await().until(() -> smsc.counts().strayAnswers() == 1);
        }
    }

    @Test
    void keepsReceiptsWhileTheLinkIsDown_andSendsThemOnTheNext() throws Exception {
        start();
        try (RawClient raw = RawClient.bound(smsc.port(), "lost")) {
            submitThree(raw);
            firstDelivery(raw);
        }
        await().until(() -> smsc.counts().receiptsWaiting() == 3);
        try (JsmppClient next = new JsmppClient(smsc, org.jsmpp.bean.BindType.BIND_TRX, "lost", "")) {
            assertThat(List.of(next.receiptText(), next.receiptText(), next.receiptText()))
                    .doesNotHaveDuplicates();
        }
    }

    private static void submitThree(RawClient raw) throws Exception {
        for (int i = 0; i < 3; i++) {
            raw.send(RawClient.pdu(Pdu.SUBMIT_SM, 2 + i, RawClient.submit(DELIVERED, 1, RawClient.ucs2("预警" + i))));
        }
    }

    private static int firstDelivery(RawClient raw) throws Exception {
        RawClient.Answer answer = raw.receive();
        while (answer.command() != Pdu.DELIVER_SM) {
            answer = raw.receive();
        }
        return answer.sequence();
    }
}
