package cn.gulou.hub.alert;

/** The form an alert came in (FORMATS §1). */
public enum Dialect {
    NATIONAL,
    CAP_1_2,
    CAP_1_1,
    CAP_1_0,
    JSON
}
