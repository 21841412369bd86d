package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.Dialect;

/** Which text of an alert goes out (FORMATS §1). */
final class Wording {
    private static final String ENDS_OF_SENTENCES = "。！？；：.!?;:";

    private Wording() {}

    /** The text, signature still as the sender wrote it; empty when the alert has none. */
    static String of(Alert alert) {
        if (alert.smsText() != null) {
            return alert.smsText().strip();
        }
        String description = stripped(alert.description());
        return alert.dialect() == Dialect.NATIONAL ? description : joined(stripped(alert.headline()), description);
    }

    /** True when the sender wrote the very words; false when the hub put headline and description together. */
    static boolean isTheSendersOwn(Alert alert) {
        return alert.smsText() != null || alert.dialect() == Dialect.NATIONAL;
    }

    private static String joined(String headline, String description) {
        if (headline.isEmpty() || description.startsWith(headline)) {
            return description;
        }
        if (description.isEmpty()) {
            return headline;
        }
        boolean ended = ENDS_OF_SENTENCES.indexOf(headline.charAt(headline.length() - 1)) >= 0;
        return headline + (ended ? "" : "。") + description;
    }

    private static String stripped(String text) {
        return text == null ? "" : text.strip();
    }
}
