package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Severity;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of a segment that may have gone or not (DESIGN §4). Part of what an approval binds. */
enum UncertainPolicy {
    /** A miss is worse than a repeat. */
    RESEND_NOW,
    /** Wait for its receipt, then send again. */
    WAIT_RECEIPT,
    /** A person decides. */
    HOLD;

    static UncertainPolicy byDefault(Kind kind, Severity severity) {
        if (kind == Kind.TARGETED) {
            return HOLD;
        }
        return severity.urgent() ? RESEND_NOW : WAIT_RECEIPT;
    }

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    static UncertainPolicy of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
