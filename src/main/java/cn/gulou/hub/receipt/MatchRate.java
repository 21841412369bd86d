package cn.gulou.hub.receipt;

import cn.gulou.hub.alert.SqlFile;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many of the last receipts told of something that was sent. When too few do, the ids of a port are read the wrong way,
 * or another system's receipts come in. For {@code /actuator/prometheus}: {@code hub.receipts} counts by match,
 * {@code hub.receipts.match.rate} is the part that matched, 0 to 1, NaN when there were none.
 */
@Component("matchRate")
public class MatchRate {
    private static final Logger LOG = LoggerFactory.getLogger(MatchRate.class);
    private static final String JUDGED = SqlFile.read("receipt/count-judged");
    private static final String TELL = SqlFile.read("receipt/tell-match-rate");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ReceiptSettings settings;
    private final MeterRegistry registry;
    private final Deque<Slice> slices = new ArrayDeque<>();
    private volatile Window window = new Window(0, 0, false);
    private Long after;

    MatchRate(JdbcClient jdbc, Clock clock, ReceiptSettings settings, MeterRegistry registry) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.registry = registry;
        Gauge.builder("hub.receipts.match.rate", this, rate -> rate.window().rate())
                .strongReference(true)
                .register(registry);
    }

    /** Receipts of one look. */
    private record Slice(Instant at, long matched, long receipts) {}

    private record Judged(long upTo, long matched, long repeated, long unmatched) {}

    /**
     * Receipts of the last window.
     *
     * @param low true while the alarm is on
     */
    record Window(long matched, long receipts, boolean low) {
        double rate() {
            return receipts == 0 ? Double.NaN : (double) matched / receipts;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f %% of %d", rate() * 100, receipts);
        }
    }

    Window window() {
        return window;
    }

    /** Counts what was judged since the last look, each receipt once; says when the alarm begins and when it ends. */
    public void look() {
        Judged judged = jdbc.sql(JUDGED)
                .param("after", after == null ? Long.MAX_VALUE : after)
                .query(Judged.class)
                .single();
        after = judged.upTo();
        count("matched", judged.matched());
        count("repeated", judged.repeated());
        count("unmatched", judged.unmatched());
        long known = judged.matched() + judged.repeated();
        slices.add(new Slice(clock.instant(), known, known + judged.unmatched()));
        window = slide();
        tell();
    }

    /** Raises the alarm while too few match, and ends it when enough do. */
    private void tell() {
        jdbc.sql(TELL)
                .param("low", window.low())
                .param("matched", window.matched())
                .param("receipts", window.receipts())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query()
                .listOfRows();
    }

    private void count(String match, long receipts) {
        registry.counter("hub.receipts", "match", match).increment(receipts);
    }

    private Window slide() {
        Instant now = clock.instant();
        Instant begin = now.minus(settings.matchRateWindow());
        // one that is still to come: the clock was set back
        slices.removeIf(slice -> slice.receipts() == 0
                || slice.at().isBefore(begin)
                || slice.at().isAfter(now));
        long matched = slices.stream().mapToLong(Slice::matched).sum();
        long receipts = slices.stream().mapToLong(Slice::receipts).sum();
        boolean low = receipts >= settings.matchRateReceipts() && matched < settings.leastMatchRate() * receipts;
        Window next = new Window(matched, receipts, low);
        if (low && !window.low()) {
            LOG.warn(
                    "Only {} receipts match something that was sent: see \"Receipts that match nothing\" in"
                            + " docs/operations.md",
                    next);
        } else if (!low && window.low()) {
            LOG.warn("Receipts match again: {}", next);
        }
        return next;
    }
}
