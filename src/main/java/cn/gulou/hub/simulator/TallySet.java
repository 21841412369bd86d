package cn.gulou.hub.simulator;

/** The tallies one submit belongs to: all, its system-id, its short code. */
record TallySet(Tally all, Tally systemId, Tally source) {
    void submitted(long nanoTime) {
        all.submitted(nanoTime);
        systemId.submitted(nanoTime);
        source.submitted(nanoTime);
    }

    void multi() {
        all.multi();
        systemId.multi();
        source.multi();
    }

    void accepted(boolean again, Outcome outcome) {
        all.accepted(again, outcome);
        systemId.accepted(again, outcome);
        source.accepted(again, outcome);
    }

    void rejected(int status) {
        all.rejected(status);
        systemId.rejected(status);
        source.rejected(status);
    }

    void swallowed() {
        all.swallowed();
        systemId.swallowed();
        source.swallowed();
    }

    void sent(boolean receipt) {
        all.sent(receipt);
        systemId.sent(receipt);
        source.sent(receipt);
    }

    void answered(Outcome receipt, int status) {
        all.answered(receipt, status);
        systemId.answered(receipt, status);
        source.answered(receipt, status);
    }
}
