package cn.gulou.hub.alert;

/** For whom an alert is written (CAP 1.2 §3.2.1 scope). */
public enum Scope {
    PUBLIC,
    RESTRICTED,
    PRIVATE
}
