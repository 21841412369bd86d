package cn.gulou.hub.ingest;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The agreed name of a file, {@code senderCode_signTime_eventType_COLOUR_MSGTYPE} (FORMATS §2). The content decides. */
final class FileName {
    private static final Pattern AGREED = Pattern.compile(
            "(\\d{14})_\\d{14}_(\\w{2,10})_(red|orange|yellow|blue|unknown)_(alert|update|cancel|ack|error)\\.(?:xml|zip)");

    private FileName() {}

    /** Notes a name that is not as agreed, or says something else than the content. */
    static void check(String name, Draft draft, Findings findings) {
        Matcher agreed = AGREED.matcher(name.toLowerCase(Locale.ROOT));
        boolean fits = agreed.matches()
                && agreed.group(1).equals(draft.sender)
                && agreed.group(2).equalsIgnoreCase(draft.eventType)
                && agreed.group(3).equals(draft.severity.colour())
                && (draft.messageType == null || agreed.group(4).equalsIgnoreCase(draft.messageType.name()));
        if (!fits) {
            findings.add(Fault.FILE_NAME, "");
        }
    }
}
