package cn.gulou.hub.alert;

/**
 * Where one segment to one recipient stands, worst last: a recipient's state is the latest in this order among its
 * segments'. The same order and the allowed moves stand in the tables {@code submission_state} and {@code transition}.
 */
public enum SubmissionState {
    DELIVERED,
    SUPPRESSED,
    CANCELLED,
    EXPIRED,
    BUDGET_STOP,
    ABANDONED,
    NO_RECEIPT,
    UNDELIVERED,
    REJECTED,
    SUBMITTED,
    PENDING,
    RETRY_WAIT,
    INTENT,
    UNCERTAIN
}
