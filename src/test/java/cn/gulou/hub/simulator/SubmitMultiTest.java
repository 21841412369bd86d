package cn.gulou.hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jsmpp.GenericNackResponseException;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.session.SubmitMultiResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** submit_multi, SMPP 3.4 section 4.5, as jSMPP sends it. */
class SubmitMultiTest {
    private static final String GOOD = "8613800000001";
    private static final String UNKNOWN = "8613800000009";
    private static final String REFUSED = "8613800000008";

    private Smsc smsc;
    private JsmppClient client;

    private void start(String... namesAndValues) throws Exception {
        smsc = Smsc.start(SimulatorSettings.onAnyPort(namesAndValues));
        // jSMPP throws back what its queue of 100 does not hold, and it would come again.
        smsc.change(Map.of("receipt-window", "50"));
        client = JsmppClient.bound(smsc);
    }

    @AfterEach
    void close() {
        client.close();
        smsc.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 254})
    void sendsEachItsReceipt_underTheOneId(int destinations) throws Exception {
        start();
        List<String> numbers = numbers(destinations);
        SubmitMultiResult result = client.submitMulti("预警", numbers);
        assertThat(result.getUnsuccessDeliveries()).isEmpty();
        List<String> reported = new ArrayList<>();
        for (int i = 0; i < destinations; i++) {
            DeliverSm receipt = client.receipt();
            assertThat(receipt.getShortMessageAsDeliveryReceipt().getId()).isEqualTo(result.getMessageId());
            assertThat(receipt.getDestAddress()).isEqualTo(JsmppClient.SHORT_CODE);
            reported.add(receipt.getSourceAddr());
        }
        assertThat(reported).containsExactlyInAnyOrderElementsOf(numbers);
        await().until(() -> smsc.counts().total().receiptsAnsweredOk() == destinations);
        assertThat(smsc.counts().total().receiptsSent()).isEqualTo(destinations);
    }

    @Test
    void countsDestinations_andThePduApart() throws Exception {
        start("record", "300");
        client.submitMulti("预警", numbers(254));
        client.submit(GOOD, "另一个预警");
        for (Counts.Numbers counted : List.of(
                smsc.counts().total(),
                smsc.counts().bySourceAddress().get(JsmppClient.SHORT_CODE),
                smsc.counts().bySystemId().get("hub"))) {
            assertThat(counted.submits()).isEqualTo(255);
            assertThat(counted.multis()).isEqualTo(1);
            assertThat(counted.accepted()).isEqualTo(255);
            assertThat(counted.distinct()).isEqualTo(255);
            assertThat(counted.mostInAnySecond()).isEqualTo(255);
            assertThat(counted.outcomes()).isEqualTo(Map.of("DELIVRD", 255L));
        }
        assertThat(smsc.recorded()).hasSize(255);
        smsc.reset();
        assertThat(smsc.counts().total().multis()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255})
    void refusesNobody_andMoreThan254(int destinations) throws Exception {
        start();
        assertRefused(Pdu.INVALID_NUMBER_OF_DESTINATIONS, numbers(destinations));
        assertThat(smsc.counts().total().submits()).isZero();
        assertThat(client.submitMulti("预警", numbers(1)).getMessageId()).isNotEmpty();
    }

    @Test
    void listsWhomItRefused_eachWithItsReason() throws Exception {
        start("reject-suffix", "9:0x0B,8:0x45", "record", "5");
        SubmitMultiResult result = client.submitMulti("预警", List.of(UNKNOWN, GOOD, REFUSED, "8613800000003"));
        assertThat(result.getUnsuccessDeliveries())
                .extracting(
                        refused -> refused.getDestinationAddress().getAddress() + " " + refused.getErrorStatusCode())
                .containsExactly(UNKNOWN + " " + 0x0B, REFUSED + " " + 0x45);
        assertThat(List.of(client.receipt().getSourceAddr(), client.receipt().getSourceAddr()))
                .containsExactlyInAnyOrder(GOOD, "8613800000003");
        assertThat(smsc.counts().total().accepted()).isEqualTo(2);
        assertThat(smsc.counts().total().rejected()).isEqualTo(Map.of("0x0B", 1L, "0x45", 1L));
        assertThat(smsc.recorded()).extracting(RecordedSubmit::status).containsExactly(0x0B, 0, 0x45, 0);
        String id = result.getMessageId();
        assertThat(smsc.recorded()).extracting(RecordedSubmit::messageId).containsExactly("", id, "", id);
    }

    @Test
    void refusesItWhole_whenItRefusesAllForOneReason() throws Exception {
        start("reject-suffix", "9:0x0B");
        assertRefused(0x0B, List.of(UNKNOWN, "8613800000019"));
        assertThat(smsc.counts().total().rejected()).isEqualTo(Map.of("0x0B", 2L));
    }

    /** One command_status could not tell them apart. */
    @Test
    void listsAll_whenItRefusesThemForSeveralReasons() throws Exception {
        start("reject-suffix", "9:0x0B,8:0x45");
        SubmitMultiResult result = client.submitMulti("预警", List.of(UNKNOWN, REFUSED));
        assertThat(result.getUnsuccessDeliveries()).hasSize(2);
        assertThat(smsc.counts().total().accepted()).isZero();
    }

    @Test
    void answersThrottled_whileThrottling() throws Exception {
        start();
        smsc.throttleAll();
        assertRefused(Pdu.THROTTLED, numbers(254));
        assertThat(smsc.counts().total().throttled()).isEqualTo(254);
        smsc.resume();
        client.submitMulti("预警", numbers(254));
        assertThat(smsc.counts().total().accepted()).isEqualTo(254);
    }

    @Test
    void throttlesThoseAboveItsCeiling() throws Exception {
        start("rate", "3");
        SubmitMultiResult result = client.submitMulti("预警", numbers(5));
        assertThat(result.getUnsuccessDeliveries())
                .allSatisfy(refused -> assertThat(refused.getErrorStatusCode()).isEqualTo(Pdu.THROTTLED))
                .hasSize(2);
        assertThat(smsc.counts().total().throttled()).isEqualTo(2);
    }

    @Test
    void countsTheSameTextAsDoubled_howeverItCame() throws Exception {
        start();
        client.submitMulti("预警", List.of(GOOD, GOOD));
        client.submit(GOOD, "预警");
        assertThat(smsc.counts().total().distinct()).isEqualTo(1);
        assertThat(smsc.counts().total().doubled()).isEqualTo(2);
    }

    @Test
    void takesTheLongestPayload_toAsManyAs254_andRepeatsItsReference() throws Exception {
        start("echo-reference", "true", "record", "1");
        String text = "警".repeat(32_767);
        List<String> numbers =
                IntStream.range(0, 254).mapToObj(i -> "%020d".formatted(i)).toList();
        client.submitMulti(
                "",
                numbers,
                new OptionalParameter.User_message_reference((short) 171),
                new OptionalParameter.Message_payload(RawClient.ucs2(text)));
        assertThat(smsc.counts().total().accepted()).isEqualTo(254);
        assertThat(smsc.recorded()).extracting(RecordedSubmit::text).containsExactly(text);
        DeliverSm receipt = client.receipt();
        assertThat(receipt.getOptionalParameter(OptionalParameter.User_message_reference.class)
                        .getValue())
                .isEqualTo((short) 171);
    }

    @Test
    void knowsNoSuchCommand_whenToldNotTo() throws Exception {
        start("submit-multi", "false");
        assertThatThrownBy(() -> client.submitMulti("预警", List.of(GOOD)))
                .asInstanceOf(InstanceOfAssertFactories.type(GenericNackResponseException.class))
                .returns(Pdu.INVALID_COMMAND, GenericNackResponseException::getCommandStatus);
        assertThat(client.submit(GOOD, "预警")).isNotEmpty();
    }

    private void assertRefused(int status, List<String> numbers) {
        assertThatThrownBy(() -> client.submitMulti("预警", numbers))
                .asInstanceOf(InstanceOfAssertFactories.type(NegativeResponseException.class))
                .returns(status, NegativeResponseException::getCommandStatus);
    }

    private static List<String> numbers(int destinations) {
        return IntStream.rangeClosed(1, destinations)
                .mapToObj(i -> String.valueOf(8613800000000L + i))
                .toList();
    }
}
