package cn.gulou.hub.report;

import cn.gulou.hub.alert.SubmissionState;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many stand in which state, in the states' own order. */
record Counts(Map<SubmissionState, Long> byState) {
    /** Accepted by the carrier, as far as is known. */
    static final Set<SubmissionState> SUBMITTED = EnumSet.of(
            SubmissionState.SUBMITTED,
            SubmissionState.DELIVERED,
            SubmissionState.UNDELIVERED,
            SubmissionState.NO_RECEIPT);

    /** Sent or given to the carrier, and it did not arrive. */
    static final Set<SubmissionState> FAILED = EnumSet.of(
            SubmissionState.UNDELIVERED,
            SubmissionState.REJECTED,
            SubmissionState.NO_RECEIPT,
            SubmissionState.ABANDONED);

    /** Never given to the carrier, for a reason that stands with it. */
    static final Set<SubmissionState> NOT_SENT =
            EnumSet.of(SubmissionState.CANCELLED, SubmissionState.EXPIRED, SubmissionState.BUDGET_STOP);

    /** Nothing is known yet about the end of these. */
    static final Set<SubmissionState> OPEN = EnumSet.of(
            SubmissionState.PENDING, SubmissionState.RETRY_WAIT, SubmissionState.INTENT, SubmissionState.SUBMITTED);

    /** Adds up rows of {@code state} and a count. */
    static Counts of(List<Map<String, Object>> rows, String column) {
        Map<SubmissionState, Long> counts = new EnumMap<>(SubmissionState.class);
        rows.stream()
                .map(Row::new)
                .forEach(
                        row -> counts.merge(SubmissionState.valueOf(row.text("state")), row.number(column), Long::sum));
        return new Counts(counts);
    }

    long of(SubmissionState state) {
        return byState.getOrDefault(state, 0L);
    }

    long sum(Set<SubmissionState> states) {
        return states.stream().mapToLong(this::of).sum();
    }

    long total() {
        return byState.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Those that had an answer from the carrier. */
    long answered() {
        return sum(SUBMITTED) + of(SubmissionState.REJECTED);
    }

    /** Percent with a final state, to one decimal; never 100 while one is open. Null when there are none. */
    Double percentFinal() {
        long total = total();
        long open = sum(OPEN) + of(SubmissionState.UNCERTAIN);
        return total == 0 ? null : Math.floor(1000.0 * (total - open) / total) / 10;
    }

    Map<String, Long> named() {
        Map<String, Long> named = new LinkedHashMap<>();
        byState.forEach((state, count) -> named.put(Row.kebab(state.name()), count));
        return named;
    }
}
