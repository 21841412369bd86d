package cn.gulou.hub.simulator;

/** What is wrong with this SMSC at the moment. */
final class Faults {
    /** Reads on, answers nothing, sends nothing. */
    boolean silent;

    /** Takes submits, keeps the answers and receipts back. */
    boolean hold;

    boolean throttle;
    boolean refuseBinds;

    void clear() {
        silent = hold = throttle = refuseBinds = false;
    }
}
