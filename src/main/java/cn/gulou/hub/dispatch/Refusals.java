package cn.gulou.hub.dispatch;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The permanent refusals of one broadcast, as the brake counts them: those of the text by reason, those of a number as
 * long as nothing else comes between.
 */
final class Refusals {
    private final Map<String, Integer> ofText = new HashMap<>();
    private String row;
    private int inARow;
    private Instant rowSince;
    private boolean braked;

    /** What the ledger knew before this hub started. */
    void remember(String reason, AnswerClass answer, int refused, int lastInARow, Instant since) {
        if (answer == AnswerClass.PERMANENT_TEXT) {
            ofText.put(reason, refused);
        } else if (answer == AnswerClass.PERMANENT_NUMBER && lastInARow > inARow) {
            row = reason;
            inARow = lastInARow;
            rowSince = since;
        }
    }

    /** @return how many are alike now, this one included */
    int text(String reason) {
        endRow();
        return ofText.merge(reason, 1, Integer::sum);
    }

    /** @return how many in a row are alike now, this one included */
    int number(String reason, Instant at) {
        if (!reason.equals(row)) {
            endRow();
            row = reason;
            rowSince = at;
        }
        return ++inARow;
    }

    /** The carrier took one: whatever row there was is over. */
    void endRow() {
        row = null;
        inARow = 0;
    }

    /** When the first of the row came. */
    Instant rowSince() {
        return rowSince;
    }

    boolean isBraked() {
        return braked;
    }

    void brake() {
        ofText.clear();
        endRow();
        braked = true;
    }

    /** A person let the broadcast go on: counts from nothing. */
    void release() {
        braked = false;
    }
}
