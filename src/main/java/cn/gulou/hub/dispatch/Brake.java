package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.SqlFile;
import cn.gulou.hub.alert.SubmissionState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Pauses a broadcast that a carrier refuses again and again for the same reason: everyone would fail (FORMATS §4). Counts
 * by broadcast, whichever claims and ports the answers come from; after a restart the ledger says how far it had come.
 */
@Component("brake")
public class Brake {
    private static final Logger LOG = LoggerFactory.getLogger(Brake.class);
    private static final String CODE = "smpp-0x";
    private static final Instant EVER = Instant.EPOCH;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Ports ports;
    private final Answers answers;
    private final Clock clock;
    private final int most;
    private final Instant startedAt;
    private final Map<Long, Refusals> byBroadcast = new ConcurrentHashMap<>();

    Brake(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Ports ports,
            Answers answers,
            Clock clock,
            DispatchSettings settings) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.ports = ports;
        this.answers = answers;
        this.clock = clock;
        this.most = settings.dispatch().alikeRefusals();
        this.startedAt = clock.instant();
    }

    /** Looks at outcomes that are in the ledger, in the order they came. */
    public void watch(List<Outcome> outcomes) {
        Set<Long> asked = new HashSet<>();
        for (Outcome outcome : outcomes) {
            AnswerClass refusal = refusal(outcome);
            long broadcastId = outcome.segment().claim().broadcastId();
            Refusals refusals = byBroadcast.get(broadcastId);
            if (refusals == null && refusal != null) {
                refusals = byBroadcast.computeIfAbsent(broadcastId, id -> fromLedger(id, outcome));
            }
            if (refusals != null) {
                synchronized (refusals) {
                    note(refusals, outcome, refusal, asked.add(broadcastId));
                }
            }
        }
    }

    private void note(Refusals refusals, Outcome outcome, AnswerClass refusal, boolean first) {
        if (refusals.isBraked() && first && !stillBraked(outcome)) {
            refusals.release();
        }
        if (refusals.isBraked()) {
            return;
        }
        if (outcome.state() == SubmissionState.SUBMITTED) {
            refusals.endRow();
        } else if (refusal == AnswerClass.PERMANENT_TEXT && refusals.text(outcome.reason()) >= most) {
            pause(outcome, EVER);
            refusals.brake();
        } else if (refusal == AnswerClass.PERMANENT_NUMBER && refusals.number(outcome.reason(), outcome.at()) >= most) {
            pause(outcome, refusals.rowSince());
            refusals.brake();
        }
    }

    /** Which permanent refusal it is; null when it is none. */
    private AnswerClass refusal(Outcome outcome) {
        if (outcome.state() != SubmissionState.REJECTED || !outcome.reason().startsWith(CODE)) {
            return null;
        }
        AnswerClass answer = answerClass(outcome, outcome.reason());
        return answer == AnswerClass.TEMPORARY ? null : answer;
    }

    private AnswerClass answerClass(Outcome outcome, String reason) {
        PortSettings port = ports.port(outcome.segment().claim().port()).settings();
        return answers.of(port.answers()).of(Integer.parseInt(reason.substring(CODE.length()), 16));
    }

    private Refusals fromLedger(long broadcastId, Outcome outcome) {
        Refusals refusals = new Refusals();
        jdbc.sql(SqlFile.read("dispatch/count-refusals"))
                .param("broadcastId", broadcastId)
                .param("before", startedAt.atOffset(ZoneOffset.UTC))
                .query((row, index) -> {
                    String reason = row.getString("reason");
                    refusals.remember(
                            reason,
                            answerClass(outcome, reason),
                            row.getInt("refused"),
                            row.getInt("in_a_row"),
                            row.getTimestamp("since").toInstant());
                    return reason;
                })
                .list();
        return refusals;
    }

    private boolean stillBraked(Outcome outcome) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM brake WHERE broadcast_id = :id AND released_at IS NULL)")
                .param("id", outcome.segment().claim().broadcastId())
                .query(Boolean.class)
                .single();
    }

    private void pause(Outcome outcome, Instant since) {
        long broadcastId = outcome.segment().claim().broadcastId();
        transaction.executeWithoutResult(status -> {
            // it may have come to its end in the meantime, all refused
            jdbc.sql(SqlFile.read("dispatch/reopen-broadcast"))
                    .param("broadcastId", broadcastId)
                    .update();
            jdbc.sql(SqlFile.read("dispatch/brake-broadcast"))
                    .param("broadcastId", broadcastId)
                    .param("reason", outcome.reason())
                    .param("since", since.atOffset(ZoneOffset.UTC))
                    .param("refusals", most)
                    .param("port", outcome.segment().claim().port())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        });
        LOG.error(
                "Broadcast {} is paused: port {} was refused {} segments alike, {}",
                broadcastId,
                outcome.segment().claim().port(),
                most,
                outcome.reason());
    }
}
