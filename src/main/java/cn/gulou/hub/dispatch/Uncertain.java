package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.SqlFile;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A person's word on segments that may have gone: send them again, or let them be. */
@Component("uncertain")
public class Uncertain {
    /** More than this by hand needs two people (DESIGN §4). */
    private static final int MOST_BY_ONE_PERSON = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Uncertain(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** @param decision resend or abandon */
    public record Order(String decision, String reason) {}

    /** How many segments the order settled. */
    public record Settled(String id, String decision, int segments) {}

    /** Settles every UNCERTAIN segment of a broadcast. */
    public Settled settle(long broadcastId, Order order, String account) {
        return transaction.execute(status -> {
            int count = count(broadcastId);
            boolean resend = "resend".equals(order.decision());
            if (resend && count > MOST_BY_ONE_PERSON) {
                throw new Refusal(
                        409, "two-people-needed", "重发超过1000条须两人批准", "more than 1,000 resends need two people");
            }
            OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
            jdbc.sql("SELECT set_config('hub.actor', :account, true)")
                    .param("account", account)
                    .query(String.class)
                    .single();
            int settled = jdbc.sql(SqlFile.read(resend ? "dispatch/resend-uncertain" : "dispatch/abandon-uncertain"))
                    .param("broadcastId", broadcastId)
                    .param("now", now)
                    .update();
            if (resend && settled > 0) {
                jdbc.sql(SqlFile.read("dispatch/reopen-broadcast"))
                        .param("broadcastId", broadcastId)
                        .update();
                jdbc.sql(SqlFile.read("dispatch/reopen-chunks"))
                        .param("broadcastId", broadcastId)
                        .update();
            }
            jdbc.sql(SqlFile.read("dispatch/record-uncertain-order"))
                    .params(Map.of(
                            "account", account,
                            "broadcastId", broadcastId,
                            "decision", order.decision(),
                            "reason", order.reason(),
                            "segments", settled))
                    .update();
            return new Settled(String.valueOf(broadcastId), order.decision(), settled);
        });
    }

    private int count(long broadcastId) {
        int broadcasts = jdbc.sql("SELECT count(*) FROM broadcast WHERE broadcast_id = :id")
                .param("id", broadcastId)
                .query(Integer.class)
                .single();
        if (broadcasts == 0) {
            throw new Refusal(404, "broadcast-unknown", "没有这个发布任务", "there is no such broadcast");
        }
        return jdbc.sql("SELECT count(*) FROM submission WHERE broadcast_id = :id AND state = 'UNCERTAIN'")
                .param("id", broadcastId)
                .query(Integer.class)
                .single();
    }
}
