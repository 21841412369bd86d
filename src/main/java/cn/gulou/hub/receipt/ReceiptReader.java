package cn.gulou.hub.receipt;

import cn.gulou.hub.alert.InboundPdu;
import cn.gulou.hub.alert.SubmissionState;
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
    private static final int LONGEST_ID = 255;
    private static final int LONGEST_WORD = 32;

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

    /** True when it is a receipt, or too broken to be anything: kept, and listed unmatched; false when a person wrote it. */
    static boolean isReceipt(InboundPdu pdu) {
        if (pdu.cutShort()) {
            return true;
        }
        int type = pdu.esmClass() & MESSAGE_TYPE;
        if (type == RECEIPT || type == INTERMEDIATE || pdu.options().containsKey(RECEIPTED_MESSAGE_ID)) {
            return true;
        }
        return ReceiptFields.of(pdu).isReceipt();
    }

    static Receipt read(InboundPdu pdu) {
        ReceiptFields fields = ReceiptFields.of(pdu);
        String messageId = messageId(pdu.options().get(RECEIPTED_MESSAGE_ID), fields);
        String stat = stat(pdu.options().get(MESSAGE_STATE), fields);
        return new Receipt(
                messageId,
                outcome(stat, pdu),
                stat,
                fields.word("err", LONGEST_WORD),
                reference(pdu.options().get(USER_MESSAGE_REFERENCE)));
    }

    private static String messageId(byte[] option, ReceiptFields fields) {
        String id = option == null ? "" : cString(option);
        // Half an id would be another's: one that is longer than SMPP allows by far is none.
        String found = id.isEmpty() ? fields.word("id") : id;
        return found == null || found.length() > LONGEST_ID ? null : found;
    }

    private static String stat(byte[] option, ReceiptFields fields) {
        Integer state = option == null || option.length != 1 ? null : option[0] & 0xff;
        if (state != null && STATES.containsKey(state)) {
            return STATES.get(state);
        }
        String word = fields.word("stat", LONGEST_WORD);
        if (word != null) {
            return word.toUpperCase(Locale.ROOT);
        }
        return state == null ? null : "STATE-" + state;
    }

    private static Integer reference(byte[] option) {
        return option == null || option.length != 2 ? null : (option[0] & 0xff) << 8 | option[1] & 0xff;
    }

    /** Delivered counts only what says so; a word that is not known to be on the way is an end without delivery. */
    private static SubmissionState outcome(String stat, InboundPdu pdu) {
        if (stat == null || NOT_FINAL.contains(stat) || (pdu.esmClass() & MESSAGE_TYPE) == INTERMEDIATE) {
            return null;
        }
        return DELIVERED.contains(stat) ? SubmissionState.DELIVERED : SubmissionState.UNDELIVERED;
    }

    private static String cString(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return ReceiptFields.firstWord(new String(bytes, 0, end, StandardCharsets.ISO_8859_1));
    }
}
