package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.SqlFile;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Transaction B: stores what became of claimed segments, as many at once as have been answered. */
@Component("outcomes")
public class Outcomes {
    private static final String STORE = SqlFile.read("dispatch/store-outcomes");
    private static final String WERE_STORED = SqlFile.read("dispatch/find-stored-outcomes");

    private final JdbcClient jdbc;
    private final Ports ports;
    private final Clock clock;
    private final int batch;
    /** When a batch was tried to be stored whose commit has not been answered, by port. */
    private final Map<String, OffsetDateTime> tried = new ConcurrentHashMap<>();

    Outcomes(JdbcClient jdbc, Ports ports, Clock clock, DispatchSettings settings) {
        this.jdbc = jdbc;
        this.ports = ports;
        this.clock = clock;
        this.batch = settings.dispatch().answerBatch();
    }

    /**
     * Stores the answers that came at a port and frees their places in its allowance. What cannot be stored now is kept
     * and stored next time.
     *
     * @return what was stored
     */
    public List<Outcome> store(String portName) {
        Port port = ports.port(portName);
        port.links().forEach(Link::endOverdue);
        List<Outcome> outcomes = port.answers().next(batch);
        if (!outcomes.isEmpty()) {
            if (!wereStored(outcomes, portName)) {
                write(outcomes, port);
            }
            tried.remove(portName);
            port.answers().stored();
            port.allowance().giveBack((int)
                    outcomes.stream().filter(outcome -> !outcome.late()).count());
        }
        return outcomes;
    }

    /**
     * True when only the answer to the commit was lost the last time. Stored again, an answer would end a later claim of the
     * same segment, which would then be sent twice.
     */
    private boolean wereStored(List<Outcome> outcomes, String port) {
        OffsetDateTime before = tried.get(port);
        return before != null
                && jdbc.sql(WERE_STORED)
                        .param("claimId", outcomes.get(0).segment().claim().claimId())
                        .param("before", before)
                        .query(Boolean.class)
                        .single();
    }

    private void write(List<Outcome> outcomes, Port port) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        tried.put(port.name(), now);
        jdbc.sql(STORE)
                .param("carrier", port.settings().carrier())
                .param("now", now)
                .param("claims", column(outcomes, one -> one.segment().claim().claimId(), Long[]::new))
                .param(
                        "broadcasts",
                        column(outcomes, one -> one.segment().claim().broadcastId(), Long[]::new))
                .param("chunks", column(outcomes, one -> one.segment().claim().chunkNo(), Integer[]::new))
                .param("recipients", column(outcomes, one -> one.segment().recipientNo(), Integer[]::new))
                .param("parts", column(outcomes, one -> one.segment().part(), Short[]::new))
                .param("states", column(outcomes, one -> one.state().name(), String[]::new))
                .param("messageIds", column(outcomes, Outcome::messageId, String[]::new))
                .param("reasons", column(outcomes, Outcome::reason, String[]::new))
                .param("times", column(outcomes, one -> one.at().toString(), String[]::new))
                .param(
                        "givenUp",
                        column(
                                outcomes,
                                one -> one.givenUp() == null
                                        ? null
                                        : one.givenUp().toString(),
                                String[]::new))
                .update();
    }

    private static <T> T[] column(List<Outcome> outcomes, Function<Outcome, T> field, IntFunction<T[]> maker) {
        return outcomes.stream().map(field).toArray(maker);
    }
}
