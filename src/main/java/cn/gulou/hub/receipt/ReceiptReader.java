package cn.gulou.hub.receipt;

import cn.gulou.hub.alert.InboundPdu;
import cn.gulou.hub.alert.SubmissionState;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads receipts of every habit (SMPP 3.4 appendix B and FORMATS §4): parameters first, then the text, each field on its
 * own. Never throws: what cannot be read is null, and the raw bytes are kept beside it.
 */
final class ReceiptReader {
    private static final int RECEIPTED_MESSAGE_ID = 0x001E;
    private static final int MESSAGE_STATE = 0x0427;
    private static final int USER_MESSAGE_REFERENCE = 0x0204;
    private static final int MESSAGE_TYPE = 0x3C;
    private static final int RECEIPT = 0x04;
    private static final int INTERMEDIATE = 0x20;
    private static final int HAS_HEADER = 0x40;
    private static final int UCS2 = 8;

    private static final Map<Integer, String> STATES = Map.of(
            0, "SCHEDULED",
            1, "ENROUTE",
            2, "DELIVRD",
            3, "EXPIRED",
            4, "DELETED",
            5, "UNDELIV",
            6, "ACCEPTD",
            7, "UNKNOWN",
            8, "REJECTD",
            9, "SKIPPED");
    private static final Set<String> DELIVERED = Set.of("DELIVRD", "DELIVERED", "DELIVERD");
    private static final Set<String> NOT_FINAL =
            Set.of("ENROUTE", "ACCEPTD", "ACCEPTED", "SCHEDULED", "BUFFERED", "BUFFRED");

    private ReceiptReader() {}

    /** True when it is a receipt; false when a person wrote it. */
    static boolean isReceipt(InboundPdu pdu) {
        int type = pdu.esmClass() & MESSAGE_TYPE;
        if (type == RECEIPT || type == INTERMEDIATE || pdu.options().containsKey(RECEIPTED_MESSAGE_ID)) {
            return true;
        }
        String text = text(pdu);
        return field("id", text) != null && field("stat", text) != null;
    }

    static Receipt read(InboundPdu pdu) {
        String text = text(pdu);
        byte[] idOption = pdu.options().get(RECEIPTED_MESSAGE_ID);
        byte[] stateOption = pdu.options().get(MESSAGE_STATE);
        String messageId = idOption != null ? cString(idOption) : field("id", text);
        String stat = stateOption != null && stateOption.length > 0
                ? STATES.getOrDefault(stateOption[0] & 0xff, "STATE-" + (stateOption[0] & 0xff))
                : field("stat", text);
        String upper = stat == null ? null : stat.toUpperCase(Locale.ROOT);
        return new Receipt(
                messageId == null || messageId.isEmpty() ? null : messageId,
                outcome(upper, pdu),
                upper,
                field("err", text),
                reference(pdu.options().get(USER_MESSAGE_REFERENCE)));
    }

    private static Integer reference(byte[] option) {
        return option == null || option.length != 2 ? null : (option[0] & 0xff) << 8 | option[1] & 0xff;
    }

    /** What a person wrote, without a user data header. */
    static String text(InboundPdu pdu) {
        byte[] body = pdu.body();
        int start = 0;
        if ((pdu.esmClass() & HAS_HEADER) != 0 && body.length > 0) {
            start = Math.min(body.length, (body[0] & 0xff) + 1);
        }
        Charset charset = pdu.dataCoding() == UCS2 ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1;
        return new String(body, start, body.length - start, charset);
    }

    /** Delivered counts only what says so; a word that is not known to be on the way is an end without delivery. */
    private static SubmissionState outcome(String stat, InboundPdu pdu) {
        if (stat == null || NOT_FINAL.contains(stat) || (pdu.esmClass() & MESSAGE_TYPE) == INTERMEDIATE) {
            return null;
        }
        return DELIVERED.contains(stat) ? SubmissionState.DELIVERED : SubmissionState.UNDELIVERED;
    }

    /** The word after {@code name:}, in any letter case and with spaces anywhere; by hand, a pattern costs ten times more. */
    private static String field(String name, String text) {
        for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            int start = before(text, colon) - name.length();
            if (start >= 0
                    && text.regionMatches(true, start, name, 0, name.length())
                    && (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)))) {
                String word = wordAt(text, colon + 1);
                if (!word.isEmpty()) {
                    return word;
                }
            }
        }
        return null;
    }

    private static int before(String text, int colon) {
        int end = colon;
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static String wordAt(String text, int index) {
        int start = index;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    private static String cString(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1).strip();
    }
}
