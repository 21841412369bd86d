package cn.gulou.hub.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What happens to numbers that end in certain digits. */
record SuffixRule<T>(byte[] suffix, T then) {
    /** Reads {@code 99:…,7:…}; longer endings come first, so that 93 wins over 3. */
    static <T> List<SuffixRule<T>> parse(String text, Function<String, T> then) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(rule -> !rule.isEmpty())
                .map(rule -> one(rule, then))
                .sorted(Comparator.comparingInt((SuffixRule<T> rule) -> -rule.suffix.length))
                .toList();
    }

    private static <T> SuffixRule<T> one(String rule, Function<String, T> then) {
        String[] parts = rule.split(":", 2);
        if (parts.length < 2 || !parts[0].matches("[0-9]+")) {
            throw new IllegalArgumentException(rule);
        }
        return new SuffixRule<>(parts[0].getBytes(StandardCharsets.US_ASCII), then.apply(parts[1]));
    }

    /** What the first matching rule says, or {@code otherwise}. */
    static <T> T decide(List<SuffixRule<T>> rules, byte[] number, T otherwise) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).matches(number)) {
                return rules.get(i).then;
            }
        }
        return otherwise;
    }

    private boolean matches(byte[] number) {
        int from = number.length - suffix.length;
        return from >= 0 && Arrays.equals(number, from, number.length, suffix, 0, suffix.length);
    }
}
