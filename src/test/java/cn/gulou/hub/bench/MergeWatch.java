package cn.gulou.hub.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long receipts lie in the inbox before they are in the ledger. Looks every 50 ms which the oldest unmerged one is:
 * all before it were merged by then, for the merge goes in their order.
 */
final class MergeWatch {
    private static final String OLDEST = "SELECT coalesce(min(receipt_id), 9223372036854775807) || ' '"
            + " || (extract(epoch FROM clock_timestamp()) * 1000)::bigint FROM receipt WHERE match = 'new'";

    private record Look(long oldest, long millis) {}

    private final Ledger ledger;
    private final long firstId;
    private final List<Look> looks = new ArrayList<>();

    MergeWatch(Ledger ledger) {
        this.ledger = ledger;
        firstId = Long.parseLong(ledger.one("SELECT coalesce(max(receipt_id), 0) + 1 FROM receipt"));
    }

    /** Looks until so many receipts have come since this was made, and none is left to merge. */
    void watch(long receipts, Duration patience) {
        Wait.until(patience, Duration.ofMillis(50), "The merge of " + receipts + " receipts", () -> {
            String[] look = ledger.one(OLDEST).split(" ");
            looks.add(new Look(Long.parseLong(look[0]), Long.parseLong(look[1])));
            return looks.get(looks.size() - 1).oldest == Long.MAX_VALUE && stored() >= receipts;
        });
    }

    long stored() {
        return Long.parseLong(ledger.one("SELECT count(*) FROM receipt WHERE receipt_id >= " + firstId));
    }

    /** From when a receipt was received to the look that found it merged, milliseconds, sorted. */
    double[] lagMillis() {
        List<String> receipts =
                ledger.column("SELECT receipt_id || ' ' || (extract(epoch FROM received_at) * 1000)::bigint"
                        + " FROM receipt WHERE receipt_id >= " + firstId + " ORDER BY receipt_id");
        double[] lags = new double[receipts.size()];
        int look = 0;
        for (int i = 0; i < lags.length; i++) {
            String[] receipt = receipts.get(i).split(" ");
            while (looks.get(look).oldest <= Long.parseLong(receipt[0])) {
                look++;
            }
            lags[i] = Math.max(0, looks.get(look).millis - Long.parseLong(receipt[1]));
        }
        Arrays.sort(lags);
        return lags;
    }
}
