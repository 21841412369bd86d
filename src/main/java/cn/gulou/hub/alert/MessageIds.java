package cn.gulou.hub.alert;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Message ids in one form, so that the id of an answer equals the id of its receipt. Carriers pad with zeros, change the
 * letter case, or write hex in one place and decimal in the other (FORMATS §4). What does not fit the codec is compared
 * as it is.
 */
public final class MessageIds {
    /** SMPP allows 64. What is longer by far is none: it would not fit the ledger's index either. */
    private static final int LONGEST = 255;

    /** Enough that no two numbers of a request are taken for one. */
    private static final int NUMBER_OCTETS = 8;

    private MessageIds() {}

    /**
     * The canonical form of an id from submit_sm_resp; empty when the carrier gave none.
     *
     * @param codec same, hex-then-decimal or decimal-then-hex: a setting of the port
     */
    public static String ofAnswer(String codec, String messageId) {
        return canonical(messageId, codec.equals("hex-then-decimal"));
    }

    /** The canonical form of an id from a receipt. */
    public static String ofReceipt(String codec, String messageId) {
        return canonical(messageId, codec.equals("decimal-then-hex"));
    }

    private static String canonical(String messageId, boolean hex) {
        if (messageId == null) {
            return null;
        }
        String id = messageId.length() > LONGEST ? "" : messageId.strip().toLowerCase(Locale.ROOT);
        if (hex && !id.isEmpty() && id.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return new BigInteger(id, 16).toString();
        }
        int start = 0;
        while (start < id.length() - 1 && id.charAt(start) == '0') {
            start++;
        }
        return id.substring(start);
    }

    /**
     * The id of one recipient, where the carrier gives one to all recipients of a submit_multi.
     *
     * @param numberIndex the number's keyed index
     */
    public static String withNumber(String canonical, byte[] numberIndex) {
        return canonical + '/' + HexFormat.of().formatHex(numberIndex, 0, NUMBER_OCTETS);
    }
}
