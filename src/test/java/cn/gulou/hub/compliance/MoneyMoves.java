package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.SqlFile;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What moves the money of broadcasts: the hub's own statements, one after the other. */
final class MoneyMoves {
    private final JdbcClient jdbc;

    MoneyMoves(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void claim(long broadcast, int chunk, int room) {
        hub("dispatch/claim-chunk")
                .param("broadcastId", broadcast)
                .param("chunkNo", chunk)
                .param("port", "port")
                .param("room", room)
                .query()
                .listOfRows();
    }

    /** Answers the nth segment under way; nothing when none is. */
    void answer(int nth, String state) {
        one("INTENT", nth).forEach(segment -> hub("dispatch/store-outcomes")
                .param("carrier", "carrier")
                .param("claims", new Long[] {1L})
                .param("broadcasts", new Long[] {segment.broadcastId()})
                .param("chunks", new Integer[] {segment.recipientNo() / 3})
                .param("recipients", new Integer[] {segment.recipientNo()})
                .param("parts", new Short[] {segment.segmentNo()})
                .param("states", new String[] {state})
                .param("messageIds", new String[] {"id"})
                .param("reasons", new String[] {state.equals("SUBMITTED") ? null : "smpp-0x65"})
                .param("times", new String[] {MoneyLedger.NOW.toInstant().toString()})
                .param("givenUp", new String[] {null})
                .update());
    }

    /** Moves the nth segment of a state, as receipts and their absence do. */
    void move(String from, int nth, String to) {
        one(from, nth).forEach(segment -> jdbc.sql(
                        """
                                UPDATE submission SET state = :to::submission_state,
                                    reason = CASE WHEN state = 'UNDELIVERED' THEN 'was-undelivered' END
                                WHERE broadcast_id = :id AND recipient_no = :recipient AND segment_no = :segment""")
                .param("to", to)
                .param("id", segment.broadcastId())
                .param("recipient", segment.recipientNo())
                .param("segment", segment.segmentNo())
                .update());
    }

    void resendUncertain(long broadcast) {
        hub("dispatch/resend-uncertain")
                .param("broadcastId", broadcast)
                .param("asOf", MoneyLedger.NOW)
                .update();
        hub("dispatch/reopen-chunks").param("broadcastId", broadcast).update();
    }

    void abandonUncertain(long broadcast) {
        hub("dispatch/abandon-uncertain")
                .param("broadcastId", broadcast)
                .param("asOf", MoneyLedger.NOW)
                .update();
    }

    void brakeAndResume(long broadcast) {
        jdbc.sql("UPDATE broadcast SET state = 'PAUSED' WHERE broadcast_id = :id AND state = 'SENDING'")
                .param("id", broadcast)
                .update();
        jdbc.sql("INSERT INTO brake VALUES (:id, 'smpp-0x65', :now, 1, :now)")
                .param("id", broadcast)
                .param("now", MoneyLedger.NOW)
                .update();
        hub("compliance/resume-broadcast")
                .param("broadcastId", broadcast)
                .query()
                .listOfRows();
    }

    /** A supplement, and an approver's word that a stopped broadcast goes on. */
    void addMoneyAndContinue(long broadcast, int units) {
        jdbc.sql("UPDATE budget SET ceiling = ceiling + :units * 0.30")
                .param("units", units)
                .update();
        jdbc.sql(
                        """
                        UPDATE broadcast SET state = 'STOPPED', reasons = '[{"code": "budget-stop"}]'
                        WHERE broadcast_id = :id AND state = 'SENDING'""")
                .param("id", broadcast)
                .update();
        hub("compliance/continue-stopped")
                .param("broadcastId", broadcast)
                .param("account", "approver")
                .query()
                .listOfRows();
    }

    void restart() {
        hub("dispatch/recover-intents").query().listOfRows();
    }

    private JdbcClient.StatementSpec hub(String name) {
        JdbcClient.StatementSpec statement = jdbc.sql(SqlFile.read(name));
        return SqlFile.read(name).contains(":now") ? statement.param("now", MoneyLedger.NOW) : statement;
    }

    private List<Segment> one(String state, int nth) {
        List<Segment> all = jdbc.sql(
                        """
                        SELECT broadcast_id, recipient_no, segment_no FROM submission WHERE state = :state::submission_state
                        ORDER BY broadcast_id, recipient_no, segment_no""")
                .param("state", state)
                .query(Segment.class)
                .list();
        return all.isEmpty() ? List.of() : List.of(all.get(nth % all.size()));
    }

    private record Segment(long broadcastId, int recipientNo, short segmentNo) {}
}
