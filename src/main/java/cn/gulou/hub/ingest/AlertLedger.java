package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.AlertState;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.MessageType;
import cn.gulou.hub.alert.SqlFile;
import cn.gulou.hub.alert.Violation;
import cn.gulou.hub.privacy.Sealing;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes alerts down: each with its numbers, its broadcast and its audit in one transaction. */
@Component
class AlertLedger {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Sealing sealing;
    private final ObjectMapper json;
    private final Clock clock;

    AlertLedger(
            JdbcClient jdbc, PlatformTransactionManager transactions, Sealing sealing, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.sealing = sealing;
        this.json = json;
        this.clock = clock;
    }

    Set<String> eventTypes() {
        return new HashSet<>(sql("list-event-types").query(String.class).list());
    }

    /** Stores an alert, its numbers and its broadcast, or finds the one that has its identity; commits before it returns. */
    Acceptance store(Reading reading, byte[] raw, Entry entry) {
        AudienceRules.Decision decision = decide(reading).orElse(null);
        return transaction.execute(status -> {
            jdbc.sql("SELECT set_config('hub.actor', :source, true)")
                    .param("source", entry.source())
                    .query(String.class)
                    .single();
            OffsetDateTime now = now();
            Optional<Long> alertId = insert(reading, raw, entry, now);
            if (alertId.isEmpty()) {
                return known(reading, entry);
            }
            insertNumbers(alertId.get(), reading.numbers());
            if (decision != null) {
                insertBroadcast(alertId.get(), reading.alert(), decision, now);
            }
            Acceptance known = known(reading, entry);
            return new Acceptance(202, known.answer(), !reading.quarantined(), reading.doubts(), reading.personal());
        });
    }

    /** The broadcast that an alert asks for; empty when it publishes nothing. */
    Optional<AudienceRules.Decision> decide(Reading reading) {
        return publishes(reading) ? Optional.of(audienceRules().decide(reading.alert())) : Optional.empty();
    }

    /** What says something new; of a quarantined alert nothing is decided until a person lets it go. */
    private static boolean publishes(Reading reading) {
        MessageType type = reading.alert().messageType();
        return !reading.alert().isHeaderOnly() && (type == MessageType.ALERT || type == MessageType.UPDATE);
    }

    private AudienceRules audienceRules() {
        return new AudienceRules(
                new HashSet<>(
                        sql("list-whole-network-groups").query(String.class).list()),
                new HashSet<>(
                        sql("list-whole-city-geocodes").query(String.class).list()));
    }

    private Optional<Long> insert(Reading reading, byte[] raw, Entry entry, OffsetDateTime now) {
        Alert alert = reading.alert();
        List<Violation> reasons = Stream.concat(reading.doubts().stream(), alert.defects().stream())
                .toList();
        return sql("insert-alert")
                .param("source", entry.source())
                .param("wayIn", entry.wayIn())
                .param("dialect", alert.dialect().name())
                .param("sender", alert.sender())
                .param("identifier", alert.identifier())
                .param("contentIndex", sealing.index(reading.canonicalContent()))
                .param("messageType", alert.messageType().name())
                .param("status", alert.status().name())
                .param("state", (reading.quarantined() ? AlertState.QUARANTINED : AlertState.RECEIVED).name())
                .param("reasons", json(reasons))
                .param("model", json(alert))
                .param("rawSealed", sealing.seal(raw))
                .param("now", now)
                .query(Long.class)
                .optional();
    }

    private void insertNumbers(long alertId, List<String> numbers) {
        if (!numbers.isEmpty()) {
            sql("insert-numbers")
                    .param("alertId", alertId)
                    .param("indexes", numbers.stream().map(sealing::index).toArray(byte[][]::new))
                    .param("seals", numbers.stream().map(sealing::seal).toArray(byte[][]::new))
                    .update();
        }
    }

    private void insertBroadcast(long alertId, Alert alert, AudienceRules.Decision decision, OffsetDateTime now) {
        sql("insert-broadcast")
                .param("alertId", alertId)
                .param("kind", decision.kind().wireName())
                .param("priority", alert.severity().priority())
                .param("colour", alert.severity().colour())
                .param("sendAfter", alert.sendAfter())
                .param("finishBy", alert.finishBy())
                .param("expiresAt", alert.expires())
                .param("audience", json(decision.audience()))
                .param("approvalReference", alert.approvalReference())
                .param("authorisationReference", alert.authorisationReference())
                .param("now", now)
                .update();
    }

    /** The first answer again for the same content; 409 and an alarm for another. */
    private Acceptance known(Reading reading, Entry entry) {
        Known known = sql("find-alert")
                .param("sender", reading.alert().sender())
                .param("identifier", reading.alert().identifier())
                .query(Known.class)
                .single();
        if (!Arrays.equals(known.contentIndex(), sealing.index(reading.canonicalContent()))) {
            sql("insert-conflict")
                    .param("source", entry.source())
                    .param("alertId", known.alertId())
                    .param("wayIn", entry.wayIn())
                    .param("now", now())
                    .query()
                    .listOfRows();
            return Acceptance.refused(409, List.of(Fault.IDENTITY_TAKEN.at("")));
        }
        List<Answer.FirstBroadcast> broadcasts = sql("list-first-broadcasts")
                .param("alertId", known.alertId())
                .query((row, number) -> new Answer.FirstBroadcast(row.getLong(1), Kind.of(row.getString(2))))
                .list();
        Answer answer = new Answer(
                Long.toString(known.alertId()),
                known.identifier(),
                known.firstState().toLowerCase(Locale.ROOT),
                broadcasts);
        return new Acceptance(200, answer, false, reading.doubts(), reading.personal());
    }

    private StatementSpec sql(String name) {
        return jdbc.sql(SqlFile.read("ingest/" + name));
    }

    private String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of ours cannot be written as JSON", e);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }

    /** Which account sent a message, and by which way. */
    record Entry(String source, String wayIn) {}

    record Known(long alertId, String identifier, byte[] contentIndex, String firstState) {}
}
