package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Pauses, resumes and cancels a broadcast by its permit: every claim from then on sees it. */
@Component("steering")
public class Steering {
    private static final Violation PAUSED =
            new Violation("paused", "", "值班人员已暂停发送。", "A person has paused the broadcast.");
    private static final Violation CANCELLED =
            new Violation("cancelled", "", "值班人员已取消发布。", "A person has cancelled the broadcast.");

    private final Ledger ledger;
    private final Standings standings;
    private final Requests requests;

    Steering(Ledger ledger, Standings standings, Requests requests) {
        this.ledger = ledger;
        this.standings = standings;
        this.requests = requests;
    }

    /** Why a person steers. */
    record Why(String reason) {}

    /** @throws Refusal 404 no such broadcast; 409 its state does not allow it; 422 no reason given */
    @Transactional
    public BroadcastAnswer pause(long broadcastId, String body, String account) {
        StatementSpec move = ledger.sql("pause-broadcast")
                .param("reasons", ledger.toJson(List.of(PAUSED)))
                .param("now", ledger.now());
        return steer(broadcastId, "paused", move, body, account);
    }

    /** @throws Refusal 404 no such broadcast; 409 it is not paused; 422 no reason given */
    @Transactional
    public BroadcastAnswer resume(long broadcastId, String body, String account) {
        StatementSpec move = ledger.sql("resume-broadcast").param("now", ledger.now());
        return steer(broadcastId, "resumed", move, body, account);
    }

    /** @throws Refusal 404 no such broadcast; 409 its state does not allow it; 422 no reason given */
    @Transactional
    public BroadcastAnswer cancel(long broadcastId, String body, String account) {
        StatementSpec move = ledger.sql("cancel-broadcast")
                .param("reasons", ledger.toJson(List.of(CANCELLED)))
                .param("now", ledger.now());
        return steer(broadcastId, "cancelled", move, body, account);
    }

    private BroadcastAnswer steer(long broadcastId, String action, StatementSpec move, String body, String account) {
        String reason =
                Requests.needed(requests.read(body, Why.class).reason(), "reason-missing", "须说明理由。", "Say why.");
        ledger.actAs(account);
        standings.lock(broadcastId);
        if (move.param("broadcastId", broadcastId).query(Long.class).list().isEmpty()) {
            throw new Refusal(
                    409, "state-forbids", "该发布任务的当前状态不允许此操作。", "The state of the broadcast does not allow it.");
        }
        ledger.audit(account, action, "broadcast:" + broadcastId, Map.of("reason", reason));
        return BroadcastAnswer.of(standings.lock(broadcastId));
    }
}
