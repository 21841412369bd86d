package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.SqlFile;
import cn.gulou.hub.alert.SubmissionState;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Transaction B: stores what became of every segment of a claim. */
@Component("outcomes")
public class Outcomes {
    private static final String STORE = SqlFile.read("dispatch/store-outcomes");
    private static final String ANSWER = SqlFile.read("dispatch/answer-claim");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Ports ports;
    private final Clock clock;

    Outcomes(JdbcClient jdbc, PlatformTransactionManager transactions, Ports ports, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.ports = ports;
        this.clock = clock;
    }

    /**
     * Stores the outcomes of a claim and frees its place in the port's allowance. A segment without an outcome never
     * reached its session: it is PENDING again.
     */
    public void store(Claim claim, List<Outcome> outcomes) {
        List<Outcome> all = complete(claim, outcomes);
        transaction.executeWithoutResult(status -> {
            jdbc.sql(STORE)
                    .params(arrays(all))
                    .params(Map.of(
                            "carrier",
                            ports.port(claim.port()).settings().carrier(),
                            "broadcastId",
                            claim.segments().get(0).broadcastId()))
                    .update();
            jdbc.sql(ANSWER)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("claimId", claim.claimId())
                    .update();
        });
        ports.port(claim.port()).allowance().giveBack(claim.segments().size());
    }

    private List<Outcome> complete(Claim claim, List<Outcome> outcomes) {
        if (outcomes.size() == claim.segments().size()) {
            return outcomes;
        }
        Map<List<Integer>, Outcome> byKey = new java.util.HashMap<>();
        outcomes.forEach(outcome -> byKey.put(List.of(outcome.recipientNo(), (int) outcome.part()), outcome));
        List<Outcome> all = new ArrayList<>();
        for (Segment segment : claim.segments()) {
            Outcome outcome = byKey.get(List.of(segment.recipientNo(), (int) segment.part()));
            all.add(outcome != null ? outcome : notSent(segment));
        }
        return all;
    }

    private Outcome notSent(Segment segment) {
        return new Outcome(
                segment.recipientNo(), segment.part(), SubmissionState.PENDING, null, "not-bound", clock.instant());
    }

    private static Map<String, Object> arrays(List<Outcome> outcomes) {
        return Map.of(
                "recipients", array(outcomes, Outcome::recipientNo, Integer[]::new),
                "parts", array(outcomes, Outcome::part, Short[]::new),
                "states", array(outcomes, outcome -> outcome.state().name(), String[]::new),
                "messageIds", array(outcomes, Outcome::messageId, String[]::new),
                "reasons", array(outcomes, Outcome::reason, String[]::new),
                "times", array(outcomes, outcome -> outcome.at().toString(), String[]::new));
    }

    private static <T> T[] array(
            List<Outcome> outcomes, Function<Outcome, T> field, java.util.function.IntFunction<T[]> maker) {
        return outcomes.stream().map(field).toArray(maker);
    }
}
