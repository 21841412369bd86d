package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.SqlFile;
import cn.gulou.hub.alert.WireText;
import cn.gulou.hub.privacy.Sealing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Transaction A: says in the ledger what is about to be sent, before it is sent. */
@Component("claims")
public class Claims {
    private static final String CLAIM = SqlFile.read("dispatch/claim-chunk");
    private static final String INSERT = SqlFile.read("dispatch/insert-claim");
    private static final String TEXT = SqlFile.read("dispatch/read-text");
    private static final String SETTLE = SqlFile.read("dispatch/settle-chunk");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Ports ports;
    private final Sealing sealing;
    private final Clock clock;
    private final int consumers;

    Claims(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Ports ports,
            Sealing sealing,
            Clock clock,
            DispatchSettings settings) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.ports = ports;
        this.sealing = sealing;
        this.clock = clock;
        this.consumers = settings.dispatch().consumers();
    }

    /**
     * Claims as much of a chunk as the permit and the port's allowance let go now, waiting while the allowance is used up.
     *
     * @param token the chunk's token
     * @return empty when nothing of the chunk may go now
     */
    public Claim take(String token, String portName) {
        Token chunk = Token.of(token);
        Port port = ports.port(portName);
        Allowance allowance = port.allowance();
        // a share each, so that one consumer claims while another sends
        int room = allowance.take(Math.max(1, allowance.bound() / consumers));
        int claimed = 0;
        try {
            Claim claim = port.mayWork() && room > 0 ? claim(chunk, portName, room) : Claim.empty(portName);
            claimed = claim.segments().size();
            return claim;
        } finally {
            allowance.giveBack(room - claimed);
        }
    }

    /** The token is used up: says whether the chunk needs another. */
    public void settle(String token) {
        Token chunk = Token.of(token);
        jdbc.sql(SETTLE).params(chunk.parameters()).update();
    }

    private Claim claim(Token chunk, String port, int room) {
        List<Row> rows = new java.util.ArrayList<>();
        Long claimId = transaction.execute(status -> {
            OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
            rows.addAll(jdbc.sql(CLAIM)
                    .params(chunk.parameters())
                    .params(Map.of("port", port, "room", room, "now", now))
                    .query(Claims::row)
                    .list());
            return rows.isEmpty() ? 0L : insert(chunk, port, rows.size(), now);
        });
        return rows.isEmpty() ? Claim.empty(port) : new Claim(claimId, port, segments(chunk.broadcastId(), rows));
    }

    private long insert(Token chunk, String port, int segments, OffsetDateTime now) {
        return jdbc.sql(INSERT)
                .params(chunk.parameters())
                .params(Map.of("port", port, "segments", segments, "now", now))
                .query(Long.class)
                .single();
    }

    private List<Segment> segments(long broadcastId, List<Row> rows) {
        String text = jdbc.sql(TEXT)
                .param("broadcastId", broadcastId)
                .query(String.class)
                .single();
        List<String> parts = WireText.segments(text);
        return rows.stream().map(row -> segment(broadcastId, row, parts)).toList();
    }

    private Segment segment(long broadcastId, Row row, List<String> parts) {
        return new Segment(
                broadcastId,
                row.recipientNo(),
                row.part(),
                parts.size(),
                sealing.openText(row.numberSealed()),
                parts.get(row.part() - 1),
                row.attempts(),
                (byte) (broadcastId + row.recipientNo()));
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        return new Row(
                row.getInt("recipient_no"),
                row.getShort("segment_no"),
                row.getInt("attempts"),
                row.getBytes("number_sealed"));
    }

    private record Row(int recipientNo, short part, int attempts, byte[] numberSealed) {}
}
