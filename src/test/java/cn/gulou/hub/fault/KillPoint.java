package cn.gulou.hub.fault;

/** The moments at which a hub is killed. Each says what is done and what is not. */
enum KillPoint {
    ACCEPT_BEFORE_COMMIT("the alert is written, not committed: nobody got an answer", "alert", "INSERT", true),
    ACCEPT_AFTER_COMMIT("the alert is committed, the caller never got the answer", "alert", "INSERT", false),
    QUEUED_NOT_NOTED(
            "the broker has the alert's id, the ledger does not know it", "alert", "UPDATE OF queued_at", true),
    APPROVE_BEFORE_COMMIT("the approval is written, not committed: nobody got an answer", "approval", "INSERT", true),
    APPROVE_AFTER_COMMIT("the approval is committed, the approver never got the answer", "approval", "INSERT", false),
    SLICE_BEFORE_COMMIT("a later slice of the audience is written, not committed", "chunk", "INSERT", true),
    SLICE_AFTER_COMMIT(
            "a later slice of the audience is committed, none of its tokens is queued", "chunk", "INSERT", false),
    CLAIM_BEFORE_COMMIT("segments are claimed, not committed (before A)", "claim", "INSERT", true),
    CLAIM_AFTER_COMMIT("segments are claimed, none has gone (after A)", "claim", "INSERT", false),
    ON_THE_WIRE("the carrier has the segments, the hub has no answer", null, null, true),
    OUTCOME_BEFORE_COMMIT("the answers are there, not committed (before B)", "message", "INSERT", true),
    TOKEN_BEFORE_COMMIT(
            "the chunk is through, its token is not taken from the broker (after B)", "chunk", "UPDATE", false),
    RECEIPT_BEFORE_COMMIT("receipts are written, not committed", "receipt", "INSERT", true),
    RECEIPT_AFTER_COMMIT("receipts are committed, the carrier has no answer", "receipt", "INSERT", false),
    MERGE_BEFORE_COMMIT("receipts are merged, not committed", "submission", "UPDATE", true),
    MERGE_AFTER_COMMIT("receipts are merged and committed, the hub does not know it", "submission", "UPDATE", false);

    final String sentence;
    private final String table;
    private final String event;
    private final boolean turnedBack;

    KillPoint(String sentence, String table, String event, boolean turnedBack) {
        this.sentence = sentence;
        this.table = table;
        this.event = event;
        this.turnedBack = turnedBack;
    }

    /** True when it comes before the first submit; else the hub is killed in mid-broadcast. */
    boolean isBeforeSending() {
        return ordinal() <= SLICE_AFTER_COMMIT.ordinal();
    }

    /** False when the carrier, not the ledger, makes the hub wait. */
    boolean hasGate() {
        return table != null;
    }

    Gate gate(Ledger ledger) {
        return new Gate(ledger, table, event, condition());
    }

    /** What becomes of the transaction before the gate once the hub is dead. */
    void end(Gate gate) {
        if (turnedBack) {
            gate.turnBack();
        } else {
            gate.letThrough();
        }
    }

    private String condition() {
        return switch (this) {
            case SLICE_BEFORE_COMMIT, SLICE_AFTER_COMMIT -> "NEW.chunk_no > 0";
            case TOKEN_BEFORE_COMMIT -> "NEW.state = 'DONE'";
            case MERGE_BEFORE_COMMIT, MERGE_AFTER_COMMIT -> "NEW.state = 'DELIVERED'";
            default -> "true";
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase().replace('_', '-');
    }
}
