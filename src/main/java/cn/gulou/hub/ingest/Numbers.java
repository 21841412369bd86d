package cn.gulou.hub.ingest;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Phone numbers as people write them, made E.164 without +. */
final class Numbers {
    private static final Pattern SEPARATORS = Pattern.compile("[,，、;；\\n]+");
    private static final Pattern FILLING = Pattern.compile("[\\s().\\-]");
    private static final Pattern CHINESE_MOBILE = Pattern.compile("1[3-9]\\d{9}");
    private static final Pattern INTERNATIONAL = Pattern.compile("[1-9]\\d{7,14}");

    private Numbers() {}

    /** The pieces of a comma list, empty ones left out, not looked at. */
    static List<String> pieces(String list) {
        List<String> pieces = new ArrayList<>();
        for (String piece : SEPARATORS.split(list == null ? "" : list)) {
            String trimmed = piece.strip();
            if (normalise(trimmed) != null) {
                pieces.add(trimmed);
            } else {
                pieces.addAll(List.of(trimmed.split("\\s+")));
            }
        }
        pieces.removeIf(String::isEmpty);
        return pieces;
    }

    /** The numbers in the order given, each once; what is no mobile number is found fault with by its place only. */
    static List<String> of(List<String> written, String where, Findings findings) {
        Set<String> numbers = new LinkedHashSet<>();
        for (int i = 0; i < written.size(); i++) {
            String number = normalise(written.get(i));
            if (number == null) {
                findings.add(Fault.NUMBER_MALFORMED, where, i + 1);
            } else {
                numbers.add(number);
            }
        }
        return List.copyOf(numbers);
    }

    /** E.164 without +, or null when it is no mobile number. */
    static String normalise(String written) {
        String digits = FILLING.matcher(Normalizer.normalize(written, Normalizer.Form.NFKC))
                .replaceAll("");
        if (CHINESE_MOBILE.matcher(digits).matches()) {
            return "86" + digits;
        }
        String international = null;
        if (digits.startsWith("+")) {
            international = digits.substring(1);
        } else if (digits.startsWith("00")) {
            international = digits.substring(2);
        } else if (digits.startsWith("86")) {
            international = digits;
        }
        if (international == null || !INTERNATIONAL.matcher(international).matches()) {
            return null;
        }
        boolean chinese = international.startsWith("86");
        return !chinese || CHINESE_MOBILE.matcher(international.substring(2)).matches() ? international : null;
    }
}
