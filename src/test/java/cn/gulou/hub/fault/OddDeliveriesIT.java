package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.RecordedSubmit;
import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Receipts as some message centres send them, octet by octet: by the standard hardly one of them could be read. Each is
 * stored, answered, and settles its segment; the session lives on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddDeliveriesIT {
    private static final int DELIVER_SM = 0x05;
    private static final int DATA_SM = 0x0103;
    private static final int RECEIPT = 0x04;
    private static final int WITH_HEADER = 0x40;
    private static final int UCS2 = 8;
    private static final Charset LATIN = StandardCharsets.ISO_8859_1;

    private final Smsc smsc = Smsc.start(SimulatorSettings.onAnyPort(
            "system-id", "gulou", "password", "demo", "receipts", "false", "record", "1000"));
    private final FaultProxy line = new FaultProxy(smsc.port());
    private final HubProcess hub = new HubProcess("odd-deliveries").port("whole", line.port(), 500, 1, 64);

    @BeforeAll
    void start() {
        hub.start();
        Broadcast.importPeople(hub.data(), Habit.values().length);
    }

    @AfterAll
    void stop() {
        hub.close();
        line.close();
        smsc.close();
    }

    private enum Habit {
        AS_THE_STANDARD_SAYS,
        ID_IN_A_PARAMETER_WITH_A_NUL,
        TEXT_IN_UCS2,
        BEHIND_A_USER_DATA_HEADER,
        NO_RECEIPT_BY_ITS_ESM_CLASS,
        TEXT_IN_A_PAYLOAD,
        AS_A_DATA_SM,
        AN_ADDRESS_TOO_LONG,
        OCTETS_TOO_MANY,
        A_PARAMETER_LONGER_THAN_THE_REST,
        A_PARAMETER_WITHOUT_A_VALUE,
        A_TEXT_SHORTER_THAN_IT_SAYS,
        DATES_THAT_ARE_NONE
    }

    @Test
    void everyHabitIsRead_andWhatCannotBeIsKept() {
        int people = Habit.values().length;
        Broadcast broadcast = Broadcast.ofOneSegment(hub.face(), "ODD", people).send("hold");
        await().atMost(Duration.ofSeconds(60)).until(() -> broadcast.count("submitted") == people);
        int connections = line.accepted();
        List<RecordedSubmit> submits = smsc.recorded();
        for (Habit habit : Habit.values()) {
            RecordedSubmit submit = submits.get(habit.ordinal());
            line.sendBack(pdu(habit, submit.messageId(), submit.destination()));
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(undelivered()).isEmpty());

        long stored = hub.ledger().number("SELECT count(*) FROM receipt");
        line.sendBack(pdu(DELIVER_SM, new byte[5]));
        line.sendBack(pdu(DATA_SM, new byte[0]));
        await().until(() -> hub.ledger().number("SELECT count(*) FROM receipt") == stored + 2);
        assertThat(line.accepted()).as("connections").isEqualTo(connections);
        assertThat(hub.ledger().invariantsBroken()).isEmpty();
        Figures.print("odd-deliveries", people + 2, people + 2, "kept, every habit read, no connection lost");
    }

    /** The habits whose segment has no receipt yet: recipients have them in the order they were sent. */
    private List<String> undelivered() {
        return hub.ledger()
                .query(
                        "SELECT recipient_no || ' ' || state FROM submission WHERE state <> 'DELIVERED' ORDER BY recipient_no");
    }

    private static byte[] pdu(Habit habit, String id, String number) {
        String text = "id:" + id
                + " sub:001 dlvrd:001 submit date:2611230730 done date:2611230731 stat:DELIVRD err:000 text:";
        byte[] plain = text.getBytes(LATIN);
        byte[] state = tlv(0x0427, 1, new byte[] {2});
        byte[] idParameter = tlv(0x001E, id.length() + 1, (id + "\0").getBytes(LATIN));
        return switch (habit) {
            case AS_THE_STANDARD_SAYS -> receipt(number, RECEIPT, 0, plain);
            case ID_IN_A_PARAMETER_WITH_A_NUL -> receipt(number, RECEIPT, 0, new byte[0], idParameter, state);
            case TEXT_IN_UCS2 -> receipt(number, RECEIPT, UCS2, text.getBytes(StandardCharsets.UTF_16BE));
            case BEHIND_A_USER_DATA_HEADER ->
                receipt(number, RECEIPT | WITH_HEADER, 0, join(new byte[] {5, 0, 3, 1, 1, 1}, plain));
            case NO_RECEIPT_BY_ITS_ESM_CLASS -> receipt(number, 0, 0, plain);
            case TEXT_IN_A_PAYLOAD -> receipt(number, RECEIPT, 0, new byte[0], tlv(0x0424, plain.length, plain));
            case AS_A_DATA_SM ->
                pdu(DATA_SM, join(addresses(number), new byte[] {RECEIPT, 0, 0}, tlv(0x0424, plain.length, plain)));
            case AN_ADDRESS_TOO_LONG -> receipt("tel:+" + number + ";phone-context=cn", RECEIPT, 0, plain);
            case OCTETS_TOO_MANY -> receipt(number, RECEIPT, 0, plain, new byte[3]);
            case A_PARAMETER_LONGER_THAN_THE_REST ->
                receipt(number, RECEIPT, 0, plain, tlv(0x1501, 65_535, new byte[] {1}));
            case A_PARAMETER_WITHOUT_A_VALUE -> receipt(number, RECEIPT, 0, plain, tlv(0x0427, 0, new byte[0]));
            case A_TEXT_SHORTER_THAN_IT_SAYS -> shortened(receipt(number, RECEIPT, 0, plain));
            case DATES_THAT_ARE_NONE ->
                receipt(number, RECEIPT, 0, ("id:" + id + " submit date: done date: 26 stat:DELIVRD").getBytes(LATIN));
        };
    }

    /** Without the last octets of its text, which are not missed. */
    private static byte[] shortened(byte[] pdu) {
        ByteBuffer shorter = ByteBuffer.allocate(pdu.length - 5);
        return shorter.put(pdu, 0, shorter.capacity())
                .putInt(0, shorter.capacity())
                .array();
    }

    private static byte[] receipt(String number, int esmClass, int coding, byte[] text, byte[]... parameters) {
        byte[] fields = {(byte) esmClass, 0, 0, 0, 0, 0, 0, (byte) coding, 0, (byte) text.length};
        return pdu(DELIVER_SM, join(addresses(number), fields, text, join(parameters)));
    }

    /** service_type, source and destination. */
    private static byte[] addresses(String number) {
        return join(new byte[] {0, 1, 1}, number.getBytes(LATIN), new byte[3], "12379\0".getBytes(LATIN));
    }

    private static byte[] tlv(int tag, int length, byte[] value) {
        return join(
                ByteBuffer.allocate(4)
                        .putShort((short) tag)
                        .putShort((short) length)
                        .array(),
                value);
    }

    private static byte[] pdu(int command, byte[] fields) {
        return ByteBuffer.allocate(16 + fields.length)
                .putInt(16 + fields.length)
                .putInt(command)
                .putInt(0)
                .putInt(1)
                .put(fields)
                .array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
