package cn.gulou.hub.receipt;

import cn.gulou.hub.alert.InboundPdu;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * The fields of a receipt's text, {@code name:word}, each found on its own: in any order and letter case, with blanks
 * anywhere. By hand, since a pattern costs ten times more.
 */
record ReceiptFields(String text) {
    private static final int HAS_HEADER = 0x40;
    private static final int UCS2 = 8;
    private static final int UCS2_OF_A_CLASS = 0x18;
    private static final int WITHOUT_CLASS = 0xFC;
    private static final Set<String> NAMES = Set.of("id", "sub", "dlvrd", "stat", "err", "text");
    private static final Set<String> DATES = Set.of("submit", "done");

    /** Of the text as its data coding says; when that holds no stat, as the other one: some say UCS-2 and write Latin. */
    static ReceiptFields of(InboundPdu pdu) {
        boolean ucs2 = isUcs2(pdu);
        ReceiptFields said = new ReceiptFields(text(pdu, ucs2));
        if (said.text.isEmpty() || said.word("stat") != null) {
            return said;
        }
        ReceiptFields other = new ReceiptFields(text(pdu, !ucs2));
        return other.isReceipt() ? other : said;
    }

    /** 8 in SMPP; GSM 03.38 says a class with it, 0x18 to 0x1B, and carriers hand that on. */
    static boolean isUcs2(InboundPdu pdu) {
        return pdu.dataCoding() == UCS2 || (pdu.dataCoding() & WITHOUT_CLASS) == UCS2_OF_A_CLASS;
    }

    private static String text(InboundPdu pdu, boolean ucs2) {
        return new String(body(pdu), ucs2 ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
    }

    /** Without the user data header. */
    static byte[] body(InboundPdu pdu) {
        byte[] body = pdu.body();
        boolean header = (pdu.esmClass() & HAS_HEADER) != 0 && body.length > 0;
        return header ? Arrays.copyOfRange(body, Math.min(body.length, (body[0] & 0xff) + 1), body.length) : body;
    }

    boolean isReceipt() {
        return word("id") != null && word("stat") != null;
    }

    /** The word after {@code name:}, at most so long; null when there is none. */
    String word(String name, int longest) {
        String word = word(name);
        return word == null || word.length() <= longest ? word : word.substring(0, longest);
    }

    /** The word after {@code name:}; null when there is none. */
    String word(String name) {
        for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            if (isNamed(name, colon)) {
                String word = wordAt(colon + 1);
                if (!word.isEmpty()) {
                    return word;
                }
            }
        }
        return null;
    }

    private boolean isNamed(String name, int colon) {
        int end = colon;
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        int start = end - name.length();
        return start >= 0
                && text.regionMatches(true, start, name, 0, name.length())
                && (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)));
    }

    /** The word at or behind an index; empty when the name of the next field stands there: this one has no value. */
    private String wordAt(int index) {
        int start = firstNotBlank(text, index);
        int end = firstBlank(text, start);
        return start > index && isNextField(start) ? "" : text.substring(start, beforeError(start, end));
    }

    /** Some leave out the blank between stat and err: {@code stat:DELIVRDerr:000}. */
    private int beforeError(int start, int end) {
        int colon = text.indexOf(':', start);
        int error = colon - "err".length();
        boolean named = error > start && colon < end && text.regionMatches(true, error, "err", 0, 3);
        return named && Character.isLetter(text.charAt(error - 1)) ? error : end;
    }

    private boolean isNextField(int start) {
        int end = start;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        String name = text.substring(start, end).toLowerCase(Locale.ROOT);
        int next = firstNotBlank(text, end);
        return DATES.contains(name)
                ? text.regionMatches(true, next, "date", 0, 4)
                : NAMES.contains(name) && next < text.length() && text.charAt(next) == ':';
    }

    static String firstWord(String text) {
        int start = firstNotBlank(text, 0);
        return text.substring(start, firstBlank(text, start));
    }

    private static int firstNotBlank(String text, int index) {
        int at = index;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int firstBlank(String text, int index) {
        int at = index;
        while (at < text.length() && !isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Control characters too: a text may end with a NUL, and the database takes none. */
    private static boolean isBlank(char c) {
        return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }
}
