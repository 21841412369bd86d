package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.SqlFile;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A person's word on segments that may have gone: send them again, or let them be. Many resends need two people. */
@Component("uncertain")
public class Uncertain {
    /** More than this by hand needs two people (DESIGN §4). */
    private static final int MOST_BY_ONE_PERSON = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration proposalValidity;

    Uncertain(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock, DispatchSettings settings) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.proposalValidity = settings.dispatch().proposalValidity();
    }

    /** @param decision resend or abandon */
    public record Order(String decision, String reason) {}

    /**
     * What became of an order.
     *
     * @param state done, or proposed: a second person must give the same order
     * @param segments how many it settled, or would
     * @param proposedBy who gave it first, when it took two
     */
    public record Settled(String id, String decision, String state, int segments, String proposedBy) {
        @JsonIgnore
        public int getStatusCode() {
            return "proposed".equals(state) ? 202 : 200;
        }
    }

    /** An order that waits for a second person's. */
    record Proposal(int segments, String by, OffsetDateTime at) {}

    /**
     * Settles every UNCERTAIN segment of a broadcast; of an order that takes two people, those that were UNCERTAIN when
     * the first one gave it.
     *
     * @throws Refusal 404 no such broadcast; 409 the same person again, where two are needed, or nothing of it may be sent
     *     any more
     */
    public Settled settle(long broadcastId, Order order, String account) {
        return transaction.execute(status -> {
            lock(broadcastId);
            boolean resend = "resend".equals(order.decision());
            if (resend) {
                refuseWhenOver(broadcastId);
            }
            int segments = count(broadcastId);
            if (!resend || segments <= MOST_BY_ONE_PERSON) {
                return carryOut(broadcastId, order, account, now(), null);
            }
            Optional<Proposal> proposal = proposal(broadcastId);
            if (proposal.isEmpty()) {
                return propose(broadcastId, order, account, segments);
            }
            refuseTheSame(account, proposal.get());
            return carryOut(
                    broadcastId,
                    order,
                    account,
                    proposal.get().at(),
                    proposal.get().by());
        });
    }

    /** It would not go out, and be called cancelled or expired, though it may have gone. */
    private void refuseWhenOver(long broadcastId) {
        var ask = jdbc.sql(SqlFile.read("dispatch/ask-over")).param("broadcastId", broadcastId);
        String over = ask.param("now", now()).query(String.class).single();
        refuse(
                "superseded".equals(over),
                "superseded",
                "该发布任务已被更新或解除取代，不得重发；可放弃待定的条。",
                "An Update or a Cancel has taken its place: it is not sent again; abandon what is uncertain.");
        refuse(
                "over".equals(over),
                "broadcast-over",
                "发布任务已结束或过期，不能再发；待定条可以放弃。",
                "The broadcast is over: nothing of it can be sent any more. What is uncertain can be abandoned.");
    }

    private static void refuse(boolean refused, String code, String chinese, String english) {
        if (refused) {
            throw new Refusal(409, code, chinese, english);
        }
    }

    /** Two accounts of one person are one (C-43). */
    private void refuseTheSame(String account, Proposal proposal) {
        var ask = jdbc.sql("SELECT same_person(:one, :other)").param("one", proposal.by());
        refuse(
                ask.param("other", account).query(Boolean.class).single(),
                "second-person-needed",
                "重发超过1000条须由另一人再次下达同样的命令。",
                "More than 1,000 resends need the same order from a second person.");
    }

    /** The order that waits for a second person, if there is one and it still holds. */
    Optional<Proposal> proposal(long broadcastId) {
        return jdbc.sql(SqlFile.read("dispatch/find-proposal"))
                .param("broadcastId", broadcastId)
                .param("notBefore", now().minus(proposalValidity))
                .query((row, index) -> new Proposal(
                        row.getInt("segments"),
                        row.getString("proposed_by"),
                        row.getObject("proposed_at", OffsetDateTime.class)))
                .optional();
    }

    private Settled propose(long broadcastId, Order order, String account, int segments) {
        jdbc.sql(SqlFile.read("dispatch/propose-resend"))
                .param("broadcastId", broadcastId)
                .param("reason", order.reason())
                .param("segments", segments)
                .param("account", account)
                .param("now", now())
                .update();
        record(broadcastId, "uncertain-proposed", order, account, segments, null);
        return new Settled(String.valueOf(broadcastId), order.decision(), "proposed", segments, account);
    }

    private Settled carryOut(long broadcastId, Order order, String account, OffsetDateTime asOf, String proposedBy) {
        boolean resend = "resend".equals(order.decision());
        jdbc.sql("SELECT set_config('hub.actor', :account, true)")
                .param("account", account)
                .query(String.class)
                .single();
        int settled = jdbc.sql(SqlFile.read(resend ? "dispatch/resend-uncertain" : "dispatch/abandon-uncertain"))
                .param("broadcastId", broadcastId)
                .param("asOf", asOf)
                .param("now", now())
                .update();
        if (resend && settled > 0) {
            jdbc.sql(SqlFile.read("dispatch/reopen-broadcast"))
                    .param("broadcastId", broadcastId)
                    .update();
            jdbc.sql(SqlFile.read("dispatch/reopen-chunks"))
                    .param("broadcastId", broadcastId)
                    .update();
        }
        jdbc.sql("DELETE FROM uncertain_proposal WHERE broadcast_id = :id")
                .param("id", broadcastId)
                .update();
        record(broadcastId, "uncertain-settled", order, account, settled, proposedBy);
        return new Settled(String.valueOf(broadcastId), order.decision(), "done", settled, proposedBy);
    }

    private void record(long broadcastId, String action, Order order, String account, int segments, String proposedBy) {
        jdbc.sql(SqlFile.read("dispatch/record-uncertain-order"))
                .param("account", account)
                .param("action", action)
                .param("broadcastId", broadcastId)
                .param("decision", order.decision())
                .param("reason", order.reason())
                .param("segments", segments)
                .param("proposedBy", proposedBy)
                .update();
    }

    /** Two orders at once are taken one after the other. */
    private void lock(long broadcastId) {
        jdbc.sql("SELECT broadcast_id FROM broadcast WHERE broadcast_id = :id FOR UPDATE")
                .param("id", broadcastId)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new Refusal(404, "broadcast-unknown", "没有这个发布任务", "there is no such broadcast"));
    }

    private int count(long broadcastId) {
        return jdbc.sql("SELECT count(*) FROM submission WHERE broadcast_id = :id AND state = 'UNCERTAIN'")
                .param("id", broadcastId)
                .query(Integer.class)
                .single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
