package cn.gulou.hub.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Raises and ends the alarms whose cause stands in the ledger, lets clocks run out, and puts every change on record: log,
 * audit, and for {@code /actuator/prometheus} {@code hub.alarms.open} by kind and severity, and {@code hub.alarms.untold}: those of
 * which nobody could be told.
 */
@Component("alarms")
public class Alarms {
    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
    private static final Set<String> BAD = Set.of("raised", "escalated", "untold");

    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final WatchSettings settings;
    private final MultiGauge open;
    private final AtomicLong untold;

    Alarms(Ledger ledger, PlatformTransactionManager transactions, WatchSettings settings, MeterRegistry registry) {
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(transactions);
        this.settings = settings;
        this.open = MultiGauge.builder("hub.alarms.open").register(registry);
        this.untold = registry.gauge("hub.alarms.untold", new AtomicLong());
    }

    /** What became of an alarm. */
    private record Word(long alarmId, String word, String kind, String severity, String subject, String wordsEn) {}

    /** Open alarms of a kind. */
    private record Count(String kind, String severity, long alarms) {}

    /** Looks at what the ledger knows to be wrong, and at the clocks. */
    public void look() {
        transaction.executeWithoutResult(status -> {
            ledger.sql("forget-uncertain").update();
            ledger.sql("raise-alarms").param("now", ledger.now()).query().listOfRows();
            ledger.sql("end-alarms").param("now", ledger.now()).update();
            ledger.sql("escalate-alarms")
                    .param("now", ledger.now())
                    .param("again", ledger.now().minus(settings.escalateAgain()))
                    .update();
        });
    }

    /** Puts every change that is not on record yet into the audit trail and the log. */
    public void note() {
        List<Word> words = ledger.sql("note-words")
                .param("now", ledger.now())
                .query(Word.class)
                .list();
        words.forEach(Alarms::log);
    }

    private static void log(Word word) {
        boolean bad = BAD.contains(word.word());
        String line = "Alarm {} {}: {} ({}, {}), {}";
        if (bad) {
            LOG.error(line, word.alarmId(), word.word(), word.kind(), word.severity(), word.subject(), word.wordsEn());
        } else {
            LOG.warn(line, word.alarmId(), word.word(), word.kind(), word.severity(), word.subject(), word.wordsEn());
        }
    }

    /** Counts what is open, kinds that are quiet included. */
    public void measure() {
        open.register(
                ledger.sql("count-alarms").query(Count.class).list().stream()
                        .map(count -> MultiGauge.Row.of(
                                Tags.of("kind", count.kind(), "severity", count.severity()), count.alarms()))
                        .toList(),
                true);
        untold.set(ledger.sql("count-untold").query(Long.class).single());
    }
}
