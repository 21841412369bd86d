package cn.gulou.hub.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long receipts lie in the inbox before they are in the ledger. Looks every 50 ms up to which receipt the ledger is
 * merged: all up to there were merged by then.
 */
final class MergeWatch {
    private static final String MARK =
            "SELECT last_receipt_id || ' ' || (extract(epoch FROM clock_timestamp()) * 1000)::bigint FROM merge_mark";

    private record Look(long mark, long millis) {}

    private final Ledger ledger;
    private final long last;
    private final List<Look> looks = new ArrayList<>();

    MergeWatch(Ledger ledger) {
        this.ledger = ledger;
        last = Long.parseLong(ledger.one("SELECT coalesce(max(receipt_id), 0) FROM receipt"));
    }

    /** Looks until so many receipts have come since this was made, and all of them are merged. */
    void watch(long receipts, Duration patience) {
        Wait.until(patience, Duration.ofMillis(50), "The merge of " + receipts + " receipts", () -> {
            String[] look = ledger.one(MARK).split(" ");
            looks.add(new Look(Long.parseLong(look[0]), Long.parseLong(look[1])));
            return looks.get(looks.size() - 1).mark >= last + receipts && stored() >= receipts;
        });
    }

    private long stored() {
        return Long.parseLong(ledger.one("SELECT count(*) FROM receipt WHERE receipt_id > " + last));
    }

    /** From when a receipt was received to the look that found it merged, milliseconds, sorted. */
    double[] lagMillis() {
        List<String> receipts = ledger.column(
                "SELECT receipt_id || ' ' || (extract(epoch FROM received_at) * 1000)::bigint FROM receipt"
                        + " WHERE receipt_id > " + last + " AND receipt_id <= "
                        + looks.get(looks.size() - 1).mark + " ORDER BY receipt_id");
        double[] lags = new double[receipts.size()];
        int look = 0;
        for (int i = 0; i < lags.length; i++) {
            String[] receipt = receipts.get(i).split(" ");
            while (looks.get(look).mark < Long.parseLong(receipt[0])) {
                look++;
            }
            lags[i] = Math.max(0, looks.get(look).millis - Long.parseLong(receipt[1]));
        }
        Arrays.sort(lags);
        return lags;
    }

    /** From the first of them to the last, by the hub's clock. */
    double seconds() {
        return Double.parseDouble(ledger.one(
                "SELECT extract(epoch FROM max(received_at) - min(received_at)) FROM receipt WHERE receipt_id > "
                        + last));
    }
}
