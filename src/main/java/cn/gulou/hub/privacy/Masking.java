package cn.gulou.hub.privacy;

/** How a phone number looks wherever a person sees it (C-41). */
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
}
