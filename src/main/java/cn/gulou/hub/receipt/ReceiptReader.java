package cn.gulou.hub.receipt;

import cn.gulou.hub.alert.InboundPdu;
import cn.gulou.hub.alert.SubmissionState;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads receipts of every habit (SMPP 3.4 appendix B and FORMATS §4): parameters first, then the text, each field on its
 * own. Never throws: what cannot be read is null, and the raw bytes are kept beside it.
 */
final class ReceiptReader {
    private static final int RECEIPTED_MESSAGE_ID = 0x001E;
    private static final int MESSAGE_STATE = 0x0427;
    private static final int MESSAGE_TYPE = 0x3C;
    private static final int RECEIPT = 0x04;
    private static final int INTERMEDIATE = 0x20;
    private static final int HAS_HEADER = 0x40;
    private static final int UCS2 = 8;

    private static final Pattern ID = Pattern.compile("\\bid\\s*:\\s*(\\S+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern STAT = Pattern.compile("\\bstat\\s*:\\s*(\\S+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ERROR = Pattern.compile("\\berr\\s*:\\s*(\\S+)", Pattern.CASE_INSENSITIVE);

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
        return ID.matcher(text).find() && STAT.matcher(text).find();
    }

    static Receipt read(InboundPdu pdu) {
        String text = text(pdu);
        byte[] idOption = pdu.options().get(RECEIPTED_MESSAGE_ID);
        byte[] stateOption = pdu.options().get(MESSAGE_STATE);
        String messageId = idOption != null ? cString(idOption) : field(ID, text);
        String stat = stateOption != null && stateOption.length > 0
                ? STATES.getOrDefault(stateOption[0] & 0xff, "STATE-" + (stateOption[0] & 0xff))
                : field(STAT, text);
        String upper = stat == null ? null : stat.toUpperCase(Locale.ROOT);
        return new Receipt(
                messageId == null || messageId.isEmpty() ? null : messageId,
                outcome(upper, pdu),
                upper,
                field(ERROR, text));
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

    private static String field(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static String cString(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1).strip();
    }
}
