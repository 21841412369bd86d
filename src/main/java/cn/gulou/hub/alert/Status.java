package cn.gulou.hub.alert;

/** What an alert is meant for. Anything else than {@code ACTUAL} can never reach the public (FORMATS §1). */
public enum Status {
    ACTUAL,
    EXERCISE,
    SYSTEM,
    TEST,
    DRAFT
}
