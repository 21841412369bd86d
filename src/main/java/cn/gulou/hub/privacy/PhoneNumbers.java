package cn.gulou.hub.privacy;

import java.util.Optional;
import java.util.regex.Pattern;

/** Phone numbers in the one form the hub keeps: E.164 without +. */
public final class PhoneNumbers {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s()\\-.\u00a0]");
    private static final Pattern CHINESE_MOBILE = Pattern.compile("1[3-9]\\d{9}");
    private static final Pattern E164 = Pattern.compile("[1-9]\\d{7,14}");

    private PhoneNumbers() {}

    /**
     * Normalises a number as people write it: +86 138 0000 0000, 0086…, 86…, or a Chinese mobile number alone.
     *
     * @return E.164 without +, or empty when it is no phone number
     */
    public static Optional<String> normalise(String written) {
        if (written == null) {
            return Optional.empty();
        }
        String digits = SEPARATORS.matcher(written.strip()).replaceAll("");
        if (digits.startsWith("+")) {
            digits = digits.substring(1);
        } else if (digits.startsWith("00")) {
            digits = digits.substring(2);
        } else if (CHINESE_MOBILE.matcher(digits).matches()) {
            digits = "86" + digits;
        }
        return E164.matcher(digits).matches() ? Optional.of(digits) : Optional.empty();
    }
}
