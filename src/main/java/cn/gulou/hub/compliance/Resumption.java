package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.BroadcastState;
import cn.gulou.hub.alert.Refusal;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets a broadcast go on: a paused one as it was, and one that the budget stopped once there is money again, on an
 * approver's word (C-27). Nothing goes on by itself because a supplement came: what was urgent then may not be now.
 */
@Component("resumption")
public class Resumption {
    private final Ledger ledger;
    private final Standings standings;
    private final Requests requests;
    private final Steering steering;
    private final Costs costs;
    private final Approvers approvers;
    private final RealNames realNames;

    Resumption(
            Ledger ledger,
            Standings standings,
            Requests requests,
            Steering steering,
            Costs costs,
            Approvers approvers,
            RealNames realNames) {
        this.ledger = ledger;
        this.standings = standings;
        this.requests = requests;
        this.steering = steering;
        this.costs = costs;
        this.approvers = approvers;
        this.realNames = realNames;
    }

    /**
     * Resumes a broadcast.
     *
     * @param roles of the account, comma-separated
     * @throws Refusal 404 no such broadcast; 403 the budget or a find stopped it and the account is no approver; 409 its state does
     *     not allow it, it has expired, or there is no money for it; 422 no reason given
     */
    @Transactional
    public BroadcastAnswer resume(long broadcastId, String body, String account, String roles) {
        Standing standing = standings.lock(broadcastId);
        boolean budgetStopped = standing.state() == BroadcastState.STOPPED
                && standing.reasons().stream().anyMatch(reason -> reason.code().equals("budget-stop"));
        if (budgetStopped) {
            return goOn(standing, body, account, roles);
        }
        if (standing.state() == BroadcastState.PAUSED && undecided(broadcastId)) {
            checkMayRelease(standing, account, roles);
        }
        return steering.resume(broadcastId, body, account);
    }

    private boolean undecided(long broadcastId) {
        return ledger
                .sql("list-interceptions")
                .param("broadcastId", broadcastId)
                .query(Interceptions.Find.class)
                .list()
                .stream()
                .anyMatch(find -> find.decision() == null);
    }

    /** Who lets go on what was paused for prohibited content releases it, as if it were held (C-08). */
    private void checkMayRelease(Standing standing, String account, String roles) {
        checkDecides(
                account,
                roles,
                "因疑似违禁内容暂停的任务须由审批人恢复（C-08）。",
                "What was paused for prohibited content only an approver lets go on (C-08).");
        if (approvers.approver(standing, standing.contentHash(), account).submitterToo()) {
            throw Approvers.ownSubmission();
        }
    }

    private BroadcastAnswer goOn(Standing standing, String body, String account, String roles) {
        String reason = Requests.needed(
                requests.read(body, Steering.Why.class).reason(), "reason-missing", "须说明理由。", "Say why.");
        checkDecides(
                account,
                roles,
                "因预算停发的任务须由审批人恢复（C-27）。",
                "What the budget stopped only an approver lets go on (C-27).");
        if (costs.budget().segmentsLeft() < standing.content().billableSegments()) {
            throw new Refusal(
                    409,
                    "budget-used-up",
                    "预算仍不足以发送一位用户，请先登记补充额度（C-27）。",
                    "The budget still does not reach one recipient; put a supplement on record first (C-27).");
        }
        ledger.actAs(account);
        boolean goesOn = ledger.sql("continue-stopped")
                .param("broadcastId", standing.broadcastId())
                .param("account", account)
                .param("now", ledger.now())
                .query(Long.class)
                .optional()
                .isPresent();
        if (!goesOn) {
            throw new Refusal(409, "expired", "预警已失效，不再发布。", "The alert has expired; it is not published any more.");
        }
        ledger.audit(account, "resumed", "broadcast:" + standing.broadcastId(), Map.of("reason", reason));
        return BroadcastAnswer.of(standings.lock(standing.broadcastId()));
    }

    private void checkDecides(String account, String roles, String zh, String en) {
        if (!Set.of(roles.split(",")).contains("approver")) {
            throw new Refusal(403, "approver-needed", zh, en);
        }
        realNames.check(account);
    }
}
