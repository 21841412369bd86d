package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.SubmissionState;

/** What a segment is for, as the ledger said when it was claimed. */
enum Duty {
    /** Of an actual broadcast. */
    PUBLIC,
    /** Of a drill, to a drill number. */
    DRILL,
    /** Of a drill, to a number that is on the list of drill numbers no more. */
    UNLISTED;

    /** What becomes of a segment that its port may not carry: another port may yet, but nobody reaches a number off the list. */
    SubmissionState refusal() {
        return this == UNLISTED ? SubmissionState.REJECTED : SubmissionState.PENDING;
    }

    /** Why its port may not carry it. */
    String obstacle() {
        return this == UNLISTED ? "not-a-drill-number" : "drill-mixed-up";
    }
}
