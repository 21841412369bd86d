package cn.gulou.hub.simulator;

import java.util.Arrays;
import java.util.Optional;

/** Every setting of the simulator, once: its name, its default, what it does. Help, checks and docs go by this table. */
enum Setting {
    ADDRESS("127.0.0.1", "address to listen on"),
    PORT("2775", "SMPP port; 0 takes a free one"),
    CONTROL_PORT("2776", "HTTP port for counts and faults, on loopback; 0 takes a free one, none opens none"),
    SYSTEM_ID("", "system-id a bind must carry; empty takes any"),
    PASSWORD("", "password a bind must carry; empty takes any"),

    LATENCY("0", "milliseconds before a submit is answered"),
    LATENCY_JITTER("0", "up to so many milliseconds more, at random"),
    RATE("0", "submits a second one system-id may make, any above is answered 0x58; 0 sets no ceiling"),
    MESSAGE_ID("decimal", "message id in the answer: decimal, hex, HEX, padded (20 digits), uuid"),
    FIRST_ID("0", "first message id; 0 begins at the clock, so that no two runs share an id"),
    REJECT_SUFFIX("", "numbers refused, by ending: 99:0x0B,98:0x45"),
    SUBMIT_MULTI("true", "take submit_multi; false answers it with generic_nack 0x03"),

    RECEIPTS("true", "send receipts to those who ask for them"),
    RECEIPT_DELAY("0", "milliseconds from answer to receipt"),
    RECEIPT_JITTER("0", "up to so many milliseconds more, at random"),
    RECEIPT_WINDOW("500", "receipts a session may leave unanswered; further ones wait"),
    RECEIPT_TIMEOUT("10000", "milliseconds until an unanswered receipt is sent again"),
    RECEIPT_RETRY("1000", "milliseconds until a receipt answered 0x08, 0x14, 0x58 or 0x64 is sent again"),
    RECEIPT_MESSAGE_ID("same", "message id in the receipt: same, or one of the formats of message-id"),
    RECEIPT_TEXT(
            "standard",
            "standard, space-after-done-date, twelve-digit-dates, no-dates, lower-case, vendor-stat (stat:MA:0001 for"
                    + " failures), tlv-only, with-tlv, mixed (all in turn)"),
    ECHO_REFERENCE("false", "repeat the user_message_reference of the submit in its receipt"),
    FAIL_SUFFIX("", "numbers that fail, by ending, with stat and err: 7:UNDELIV:001,93:EXPIRED:999"),
    FAIL_PERCENT("0", "percent of the other numbers that fail"),
    FAIL_STAT("UNDELIV:001", "stat and err of those"),

    EARLY_PERCENT("0", "percent of numbers whose receipt leaves before the answer to the submit"),
    TWICE_PERCENT("0", "percent of numbers whose receipt is sent twice"),
    THRICE_PERCENT("0", "percent of numbers whose receipt is sent three times"),
    CONTRADICTORY_PERCENT("0", "percent of numbers with a second receipt that says the opposite"),
    REPLY_PERCENT("0", "percent of handsets that answer each message with a text of their own"),
    REPLY_TEXT("退订", "that text, sent in UCS-2"),
    SEED("1", "which numbers the percentages hit; the same seed hits the same numbers"),

    RECORD("0", "how many of the last submits to keep for reading back, at most 1000000");

    final String byDefault;
    final String help;

    Setting(String byDefault, String help) {
        this.byDefault = byDefault;
        this.help = help;
    }

    String key() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Set once, at start: the sockets are open by then. */
    boolean fixed() {
        return ordinal() <= CONTROL_PORT.ordinal();
    }

    static Optional<Setting> of(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }
}
