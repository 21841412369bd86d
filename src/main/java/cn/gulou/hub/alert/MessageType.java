package cn.gulou.hub.alert;

/** What an alert does. A {@code CANCEL} is never read as a new alert. */
public enum MessageType {
    ALERT,
    UPDATE,
    CANCEL,
    ACK,
    ERROR
}
