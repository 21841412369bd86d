package cn.gulou.hub.receipt;

import cn.gulou.hub.alert.InboundPdu;
import cn.gulou.hub.alert.MessageIds;
import cn.gulou.hub.alert.SqlFile;
import cn.gulou.hub.privacy.PhoneNumbers;
import cn.gulou.hub.privacy.Sealing;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores receipts before they are answered, as many as come at once in one statement. */
@Component("inbox")
public class Inbox {
    private static final String INSERT = SqlFile.read("receipt/insert-receipts");
    private static final String CARRIER = SqlFile.read("receipt/read-carrier");

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final Clock clock;
    private final Map<String, Carrier> carriers = new ConcurrentHashMap<>();

    Inbox(DataSource database, Sealing sealing, Clock clock, ReceiptSettings settings) {
        this.jdbc = settings.patient(database);
        this.sealing = sealing;
        this.clock = clock;
    }

    /** Whose ids these are, and how it writes them. */
    private record Carrier(String carrier, String messageIds, boolean idsByNumber) {
        String canonical(String messageId, byte[] numberIndex) {
            String id = MessageIds.ofReceipt(messageIds, messageId);
            boolean whole = id == null || id.isEmpty() || numberIndex == null || !idsByNumber;
            return whole ? id : MessageIds.withNumber(id, numberIndex);
        }
    }

    private record Row(
            String port,
            String carrier,
            String messageId,
            String outcome,
            String stat,
            String errorCode,
            Integer reference,
            byte[] numberIndex,
            byte[] rawSealed,
            Instant receivedAt) {}

    /**
     * Stores what is a receipt; returns when it is on disk. One caller at a time, so that ids are committed in order: the
     * merge goes by them.
     *
     * @throws org.springframework.dao.DataAccessException when nothing of it is on disk
     */
    public synchronized void store(List<InboundPdu> deliveries) {
        List<Row> rows = deliveries.stream()
                .filter(ReceiptReader::isReceipt)
                .map(this::row)
                .toList();
        if (!rows.isEmpty()) {
            insert(rows);
        }
    }

    private Row row(InboundPdu pdu) {
        Receipt receipt = ReceiptReader.read(pdu);
        Carrier carrier = carriers.computeIfAbsent(pdu.port(), this::carrier);
        byte[] number =
                PhoneNumbers.normalise(pdu.sourceAddress()).map(sealing::index).orElse(null);
        return new Row(
                pdu.port(),
                carrier.carrier(),
                carrier.canonical(receipt.messageId(), number),
                receipt.outcome() == null ? null : receipt.outcome().name(),
                receipt.stat(),
                receipt.errorCode(),
                receipt.reference(),
                number,
                sealing.seal(pdu.raw()),
                clock.instant());
    }

    private Carrier carrier(String port) {
        return jdbc.sql(CARRIER).param("port", port).query(Carrier.class).single();
    }

    private void insert(List<Row> rows) {
        jdbc.sql(INSERT)
                .param("ports", column(rows, Row::port, String[]::new))
                .param("carriers", column(rows, Row::carrier, String[]::new))
                .param("messageIds", column(rows, Row::messageId, String[]::new))
                .param("outcomes", column(rows, Row::outcome, String[]::new))
                .param("stats", column(rows, Row::stat, String[]::new))
                .param("errorCodes", column(rows, Row::errorCode, String[]::new))
                .param("references", column(rows, Row::reference, Integer[]::new))
                .param("numberIndexes", column(rows, Row::numberIndex, byte[][]::new))
                .param("raws", column(rows, Row::rawSealed, byte[][]::new))
                .param("times", column(rows, row -> row.receivedAt().toString(), String[]::new))
                .update();
    }

    private static <T> T[] column(List<Row> rows, Function<Row, T> field, IntFunction<T[]> maker) {
        return rows.stream().map(field).toArray(maker);
    }
}
