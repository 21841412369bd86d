package cn.gulou.hub.privacy;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Resident identity numbers (GB 11643): 18 characters, the last one a check on the others. */
public final class IdNumbers {
    private static final Pattern FORM = Pattern.compile("[1-9]\\d{5}(19|20)\\d{9}[\\dX]");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    private IdNumbers() {}

    /** The number with a capital X and without spaces, or empty when it is no identity number. */
    public static Optional<String> normalise(String written) {
        if (written == null) {
            return Optional.empty();
        }
        String number = written.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        return FORM.matcher(number).matches() && number.charAt(17) == check(number)
                ? Optional.of(number)
                : Optional.empty();
    }

    private static char check(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (number.charAt(i) - '0');
        }
        return CHECKS.charAt(sum % 11);
    }
}
