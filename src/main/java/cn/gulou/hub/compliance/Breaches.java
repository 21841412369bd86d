package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Prohibited content that went out (C-08): the register, and the hour within which it must be reported. */
@Component("breaches")
public class Breaches {
    private final Ledger ledger;
    private final Standings standings;
    private final Requests requests;

    Breaches(Ledger ledger, Standings standings, Requests requests) {
        this.ledger = ledger;
        this.standings = standings;
        this.requests = requests;
    }

    /** A breach that a person found; foundAt null: now. */
    record Found(long broadcastId, String description, OffsetDateTime foundAt) {}

    /** That it was reported; reportedAt null: now. */
    record Reported(String reportedTo, String reference, OffsetDateTime reportedAt) {}

    /**
     * A line of the register.
     *
     * @param secondsLeft until it is due; 0 when it is overdue, null when it is reported
     * @param overdue not reported in time, reported since or not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Breach(
            String breachId,
            String broadcastId,
            String description,
            String foundBy,
            String foundAt,
            String dueAt,
            Long secondsLeft,
            boolean overdue,
            String reportedAt,
            String reportedTo,
            String reportedBy,
            String reportReference) {}

    /** @param open true: those not reported yet; else all, newest first */
    public List<Breach> list(Boolean open) {
        return ledger.sql("list-breaches")
                .param("open", Boolean.TRUE.equals(open))
                .param("breachId", null)
                .param("now", ledger.now())
                .query(Breach.class)
                .list();
    }

    /**
     * Registers a breach: the clock runs from when it was found, and what is not sent yet of the broadcast stops.
     *
     * @throws Refusal 404 no such broadcast; 409 one of it is open already; 422 no description, or found in the future
     */
    @Transactional
    public Breach find(String body, String account) {
        Found found = requests.read(body, Found.class);
        String description =
                Requests.needed(found.description(), "description-missing", "须说明违禁情况。", "Say what the breach is.");
        checkPast(found.foundAt());
        ledger.actAs(account);
        standings.lock(found.broadcastId());
        stop(
                found.broadcastId(),
                List.of(new Violation(
                        "breach", "", "已登记违禁内容事件，停止发送（C-08）。", "A breach was registered: sending is stopped (C-08).")));
        return register(found.broadcastId(), description, account, found.foundAt())
                .orElseThrow(() -> new Refusal(
                        409, "breach-open", "该发布任务已有未报告的违禁事件。", "A breach of this broadcast is open already."));
    }

    /**
     * Notes that a breach was reported, and to whom: its alarms end.
     *
     * @throws Refusal 404 no such breach; 409 it is reported already; 422 to whom is missing, or a time in the future
     */
    @Transactional
    public Breach report(long breachId, String body, String account) {
        Reported reported = requests.read(body, Reported.class);
        String to = Requests.needed(
                reported.reportedTo(), "reported-to-missing", "须填写报告对象。", "Say to whom it was reported.");
        checkPast(reported.reportedAt());
        Breach known = one(breachId)
                .orElseThrow(() -> new Refusal(404, "breach-unknown", "没有这个违禁事件。", "There is no such breach."));
        int noted = ledger.sql("report-breach")
                .param("breachId", breachId)
                .param("reportedAt", reported.reportedAt() == null ? ledger.now() : reported.reportedAt())
                .param("to", to)
                .param("reference", reported.reference())
                .param("account", account)
                .param("now", ledger.now())
                .query(Long.class)
                .list()
                .size();
        if (noted == 0) {
            throw new Refusal(409, "breach-reported", "该事件已报告。", "It was reported already.");
        }
        ledger.audit(
                account,
                "breach-reported",
                "breach:" + breachId,
                Map.of("broadcastId", known.broadcastId(), "reportedTo", to));
        return one(breachId).orElseThrow();
    }

    /** Empty when one of this broadcast is open already. */
    Optional<Breach> register(long broadcastId, String description, String account, OffsetDateTime foundAt) {
        return ledger.sql("insert-breach")
                .param("broadcastId", broadcastId)
                .param("description", description)
                .param("account", account)
                .param("foundAt", foundAt == null ? ledger.now() : Ledger.stored(foundAt))
                .query(Long.class)
                .optional()
                .flatMap(id -> {
                    ledger.audit(account, "breach-found", "breach:" + id, Map.of("broadcastId", broadcastId));
                    return one(id);
                });
    }

    /** Pauses what may still send; true when there was something to pause. */
    boolean stop(long broadcastId, List<Violation> reasons) {
        return !ledger.sql("pause-broadcast")
                .param("broadcastId", broadcastId)
                .param("reasons", ledger.toJson(reasons))
                .param("now", ledger.now())
                .query(Long.class)
                .list()
                .isEmpty();
    }

    private Optional<Breach> one(long breachId) {
        return ledger.sql("list-breaches")
                .param("open", false)
                .param("breachId", breachId)
                .param("now", ledger.now())
                .query(Breach.class)
                .optional();
    }

    private void checkPast(OffsetDateTime time) {
        if (time != null && time.isAfter(ledger.now())) {
            throw new Refusal(422, "time-in-future", "时间不能晚于现在。", "The time lies in the future.");
        }
    }
}
