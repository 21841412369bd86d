package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.SqlFile;
import cn.gulou.hub.alert.WireText;
import cn.gulou.hub.privacy.Sealing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Transaction A: says in the ledger what is about to be sent, before it is sent. */
@Component("claims")
public class Claims {
    private static final String CLAIM = SqlFile.read("dispatch/claim-chunk");
    private static final String OVERTAKEN = SqlFile.read("dispatch/ask-overtaken");
    private static final String RELEASE = SqlFile.read("dispatch/release-claim");
    private static final String SETTLE = SqlFile.read("dispatch/settle-chunk");

    private final JdbcClient jdbc;
    private final Ports ports;
    private final Sealing sealing;
    private final Clock clock;
    private final int consumers;
    /** Claims whose commit was not answered: they may stand, and nothing of them was sent. */
    private final Queue<Doubt> doubts = new ConcurrentLinkedQueue<>();

    Claims(JdbcClient jdbc, Ports ports, Sealing sealing, Clock clock, DispatchSettings settings) {
        this.jdbc = jdbc;
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
        Port port = ports.port(portName);
        Allowance allowance = port.allowance();
        // a share each, so that one consumer claims while another sends
        int room = allowance.take(Math.max(1, allowance.bound() / consumers));
        int claimed = 0;
        try {
            Claim claim = port.mayWork() && room > 0 ? claim(Token.of(token), portName, room) : Claim.EMPTY;
            claimed = claim.getSize();
            return claim;
        } finally {
            allowance.giveBack(room - claimed);
        }
    }

    /** The rest of a chunk whose claim was cut short; empty when it was not, or when a more urgent broadcast waits (C-15). */
    public Claim takeMore(Claim before, String token, String portName) {
        return before.isCut() && !isOvertaken(Token.of(token)) ? take(token, portName) : Claim.EMPTY;
    }

    private boolean isOvertaken(Token chunk) {
        return jdbc.sql(OVERTAKEN)
                .param("broadcastId", chunk.broadcastId())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** The token is used up: says whether the chunk needs another. */
    public void settle(String token) {
        Token chunk = Token.of(token);
        jdbc.sql(SETTLE).params(chunk.parameters()).update();
    }

    private Claim claim(Token chunk, String port, int room) {
        releaseDoubts();
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        List<Row> rows = rows(chunk, port, room, now);
        if (rows.isEmpty()) {
            return Claim.EMPTY;
        }
        Row first = rows.get(0);
        ClaimKey key = new ClaimKey(first.claimId(), chunk.broadcastId(), chunk.chunkNo(), port);
        // one submission a recipient: short, or whole in the parameter message_payload (a port's long-text)
        List<String> parts = first.wireSegments() == 1 ? List.of(first.text()) : WireText.segments(first.text());
        List<Segment> segments =
                rows.stream().map(row -> segment(key, row, parts)).toList();
        return new Claim(segments, rows.size() == room);
    }

    private List<Row> rows(Token chunk, String port, int room, OffsetDateTime now) {
        try {
            return jdbc.sql(CLAIM)
                    .params(chunk.parameters())
                    .params(Map.of("port", port, "room", room, "now", now))
                    .query(Claims::row)
                    .list();
        } catch (DataAccessException e) {
            doubts.add(new Doubt(chunk, port, now));
            throw e;
        }
    }

    private void releaseDoubts() {
        for (Doubt doubt = doubts.peek(); doubt != null; doubt = doubts.peek()) {
            jdbc.sql(RELEASE)
                    .params(doubt.chunk().parameters())
                    .params(Map.of("port", doubt.port(), "claimedAt", doubt.claimedAt()))
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            doubts.remove(doubt);
        }
    }

    private Segment segment(ClaimKey key, Row row, List<String> parts) {
        return new Segment(
                key,
                row.recipientNo(),
                row.part(),
                parts.size(),
                sealing.openText(row.numberSealed()),
                parts.get(row.part() - 1),
                row.attempts(),
                (byte) (key.broadcastId() + row.recipientNo()),
                row.expiresAt(),
                row.duty());
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        return new Row(
                row.getLong("claim_id"),
                row.getString("text"),
                row.getInt("wire_segments"),
                row.getTimestamp("expires_at").toInstant(),
                row.getInt("recipient_no"),
                row.getShort("segment_no"),
                row.getInt("attempts"),
                row.getBytes("number_sealed"),
                Duty.valueOf(row.getString("duty")));
    }

    private record Doubt(Token chunk, String port, OffsetDateTime claimedAt) {}

    private record Row(
            long claimId,
            String text,
            int wireSegments,
            Instant expiresAt,
            int recipientNo,
            short part,
            int attempts,
            byte[] numberSealed,
            Duty duty) {}
}
