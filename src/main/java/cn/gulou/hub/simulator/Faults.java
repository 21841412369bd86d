package cn.gulou.hub.simulator;

/** What is wrong with this SMSC at the moment. */
final class Faults {
    /** Reads on, answers nothing, sends nothing. */
    boolean silent;

    /** Takes submits, keeps the answers and receipts back. */
    boolean hold;

    /** Answers submits, keeps the receipts back. */
    boolean holdReceipts;

    boolean throttle;
    boolean refuseBinds;

    void clear() {
        silent = hold = holdReceipts = throttle = refuseBinds = false;
    }
}
