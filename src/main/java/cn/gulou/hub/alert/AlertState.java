package cn.gulou.hub.alert;

/** Where an alert stands. The allowed moves are rows of the table {@code transition}. */
public enum AlertState {
    RECEIVED,
    ACCEPTED,
    REFUSED,
    QUARANTINED,
    SUPERSEDED
}
