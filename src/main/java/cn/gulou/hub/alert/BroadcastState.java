package cn.gulou.hub.alert;

/** Where a broadcast stands. The allowed moves are rows of the table {@code transition}. */
public enum BroadcastState {
    RECEIVED,
    REFUSED,
    HELD,
    PENDING_APPROVAL,
    APPROVED,
    REJECTED,
    RETURNED,
    DEFERRED,
    EXPANDING,
    SENDING,
    PAUSED,
    SENT,
    COMPLETED,
    STOPPED,
    CANCELLED,
    EXPIRED,
    FAILED
}
