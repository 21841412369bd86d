package cn.gulou.hub.privacy;

/** How personal data looks wherever a person sees it (C-41). */
public final class Masking {
    private Masking() {}

    /**
     * Masks a number: 8613800001234 and 13800001234 become 138****1234; anything shorter than 8 digits becomes ****.
     *
     * @param number E.164 without +, or a national number; null gives an empty text
     */
    public static String mask(String number) {
        if (number == null) {
            return "";
        }
        String national = number.length() == 13 && number.startsWith("86") ? number.substring(2) : number;
        if (national.length() < 8) {
            return "****";
        }
        return national.substring(0, 3) + "****" + national.substring(national.length() - 4);
    }

    /** Masks a person's name: its first character, and a star for the rest. */
    public static String maskName(String name) {
        return name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1)) + "*";
    }

    /** Masks an identity number: 110***********0015. */
    public static String maskIdNumber(String number) {
        return number.length() < 8
                ? "****"
                : number.substring(0, 3) + "*".repeat(number.length() - 7) + number.substring(number.length() - 4);
    }
}
