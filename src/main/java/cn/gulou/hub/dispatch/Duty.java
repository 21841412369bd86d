package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.Kind;

/** What a segment is for, as the ledger said when it was claimed. */
enum Duty {
    /** Of an actual broadcast. */
    PUBLIC,
    /** Of a drill, to a drill number. */
    DRILL,
    /** Of a drill, to a number that is on the list of drill numbers no more. */
    UNLISTED;

    /** A drill goes through ports for drills, everything else through the others. */
    boolean fits(Kind port) {
        return (this == PUBLIC) == (port != Kind.DRILL);
    }
}
