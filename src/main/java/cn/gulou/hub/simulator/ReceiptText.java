package cn.gulou.hub.simulator;

import java.util.Locale;

/** How a receipt reads: appendix B of SMPP 3.4, and the ways carriers stray from it. */
enum ReceiptText {
    STANDARD,
    SPACE_AFTER_DONE_DATE,
    TWELVE_DIGIT_DATES,
    NO_DATES,
    LOWER_CASE,
    VENDOR_STAT,
    TLV_ONLY,
    WITH_TLV,
    MIXED;

    private static final ReceiptText[] VARIANTS = values();

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The variant for one message: itself, unless it is the mixture. */
    ReceiptText forMessage(long id) {
        return this == MIXED ? VARIANTS[(int) Long.remainderUnsigned(id, MIXED.ordinal())] : this;
    }

    boolean hasTlvs() {
        return this == TLV_ONLY || this == WITH_TLV;
    }

    boolean hasText() {
        return this != TLV_ONLY;
    }

    boolean hasDates() {
        return this != NO_DATES;
    }

    int dateDigits() {
        return this == TWELVE_DIGIT_DATES ? Stamp.SECONDS : Stamp.MINUTES;
    }

    String doneDateLabel() {
        return this == SPACE_AFTER_DONE_DATE ? " done date: " : " done date:";
    }

    String stat(Outcome outcome) {
        if (this == LOWER_CASE) {
            return outcome.stat().toLowerCase(Locale.ROOT);
        }
        return this == VENDOR_STAT && !outcome.delivered() ? "MA:0001" : outcome.stat();
    }
}
