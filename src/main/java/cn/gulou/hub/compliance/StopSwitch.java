package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * One switch stops everything (C-18): a row in the ledger that every claim asks for. Easy to throw, so that nobody looks for
 * a form first; to lift it takes another person.
 */
@Component("stopSwitch")
public class StopSwitch {
    private static final String REASON_ZH = "须说明理由。";
    private static final String REASON_EN = "Say why.";

    private final Ledger ledger;
    private final Requests requests;
    private final Sources sources;
    private final RealNames realNames;

    StopSwitch(Ledger ledger, Requests requests, Sources sources, RealNames realNames) {
        this.ledger = ledger;
        this.requests = requests;
        this.sources = sources;
        this.realNames = realNames;
    }

    /** Why, and by which notice of party A; the reference may be missing. */
    record Order(String reason, String reference) {}

    /** A stop as it stands, or stood. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Stop(
            String stopId,
            String state,
            String reason,
            String reference,
            String stoppedBy,
            String stoppedAt,
            String liftedBy,
            String liftedAt,
            String liftReason) {}

    /** Whether all sending is stopped now, and every stop there was, newest first. */
    public record Stops(boolean stopped, List<Stop> stops) {}

    /**
     * Stops all sending. Stopped already, it stays so, and the answer is the stop that stands.
     *
     * @param roles of the account, comma-separated
     * @throws Refusal 403 an upstream system of the carrier; 422 no reason
     */
    @Transactional
    public Stop stop(String body, String account, String roles) {
        Order order = requests.read(body, Order.class);
        String reason = Requests.needed(order.reason(), "reason-missing", REASON_ZH, REASON_EN);
        if ("upstream".equals(roles) && !"A".equals(sources.of(account).party())) {
            throw new Refusal(
                    403,
                    "party-a-only",
                    "只有甲方的系统可以发出停发通知（C-18）。",
                    "Of the upstream systems only party A's may stop sending (C-18).");
        }
        boolean thrown = !ledger.sql("insert-stop")
                .param("reason", reason)
                .param("reference", order.reference())
                .param("account", account)
                .param("now", ledger.now())
                .query()
                .listOfRows()
                .isEmpty();
        record(account, thrown ? "sending-stopped" : "sending-stopped-again", reason, order.reference());
        return list().stops().get(0);
    }

    /**
     * Lets sending go on, on another person's word than whoever stopped it.
     *
     * @throws Refusal 409 nothing is stopped, or the same person stopped it; 422 no reason
     */
    @Transactional
    public Stop lift(String body, String account) {
        String reason = Requests.needed(
                requests.read(body, Steering.Why.class).reason(), "reason-missing", REASON_ZH, REASON_EN);
        realNames.check(account);
        boolean samePerson = ledger.sql("find-stop")
                .param("account", account)
                .query((row, number) -> row.getBoolean("same_person"))
                .optional()
                .orElseThrow(() -> new Refusal(409, "not-stopped", "发送没有停止。", "Sending is not stopped."));
        if (samePerson) {
            throw new Refusal(
                    409,
                    "second-person-needed",
                    "须由停发者以外的人恢复（C-18）。",
                    "Another person than the one who stopped it must lift it (C-18).");
        }
        ledger.sql("lift-stop")
                .param("reason", reason)
                .param("account", account)
                .param("now", ledger.now())
                .query()
                .listOfRows();
        record(account, "sending-goes-on", reason, null);
        return list().stops().get(0);
    }

    public Stops list() {
        List<Stop> stops = ledger.sql("list-stops").query(StopSwitch::stop).list();
        return new Stops(!stops.isEmpty() && stops.get(0).liftedAt() == null, stops);
    }

    private void record(String account, String action, String reason, String reference) {
        Map<String, Object> detail = new HashMap<>();
        detail.put("reason", reason);
        detail.put("reference", reference);
        ledger.audit(account, action, "hub", detail);
    }

    private static Stop stop(ResultSet row, int number) throws SQLException {
        String liftedAt = Ledger.time(row, "lifted_at");
        return new Stop(
                row.getString("stop_id"),
                liftedAt == null ? "stopped" : "lifted",
                row.getString("reason"),
                row.getString("reference"),
                row.getString("stopped_by"),
                Ledger.time(row, "stopped_at"),
                row.getString("lifted_by"),
                liftedAt,
                row.getString("lift_reason"));
    }
}
