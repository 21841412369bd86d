package cn.gulou.hub.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A port's outcomes that are not in the ledger yet. As many as its allowance at most, and a few late ones. */
final class AnswerQueue {
    private final Queue<Outcome> arrived = new ConcurrentLinkedQueue<>();
    private final List<Outcome> batch = new ArrayList<>();

    void add(Outcome outcome) {
        arrived.add(outcome);
    }

    /** The next batch; the same again until {@link #stored()}, so that none is lost while the database is away. */
    synchronized List<Outcome> next(int most) {
        boolean fresh = batch.isEmpty();
        for (Outcome outcome = arrived.peek();
                fresh && outcome != null && batch.size() < most && !isGivenUpInBatch(outcome);
                outcome = arrived.peek()) {
            batch.add(arrived.remove());
        }
        return List.copyOf(batch);
    }

    /** One statement moves a segment once: a late answer to one that this batch gives up is stored with the next. */
    private boolean isGivenUpInBatch(Outcome outcome) {
        return outcome.late() && batch.stream().anyMatch(before -> before.segment() == outcome.segment());
    }

    synchronized void stored() {
        batch.clear();
    }
}
