package cn.gulou.hub.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A figure to reach: {@code median segmentsPerSecond >= 10000}.
 *
 * @param of median, min or max of the rounds
 */
record Goal(String of, String figure, boolean least, double value) {
    private static final Pattern FORM = Pattern.compile("(median|min|max) (\\S+) (>=|<=) ([0-9.]+)");

    /** Goals stand side by side, semicolons between them. */
    static List<Goal> read(String text) {
        return Arrays.stream(text.split(";"))
                .map(String::strip)
                .filter(goal -> !goal.isEmpty())
                .map(Goal::one)
                .toList();
    }

    private static Goal one(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new BenchFailure("A goal looks like 'median segmentsPerSecond >= 10000', not '" + text + "'.");
        }
        return new Goal(
                matcher.group(1),
                matcher.group(2),
                matcher.group(3).equals(">="),
                Double.parseDouble(matcher.group(4)));
    }

    /** False also when there is no such figure. */
    boolean reached(Map<String, Spread> spreads) {
        Spread spread = spreads.get(figure);
        if (spread == null) {
            return false;
        }
        double is =
                switch (of) {
                    case "min" -> spread.min();
                    case "max" -> spread.max();
                    default -> spread.median();
                };
        return least ? is >= value : is <= value;
    }

    @Override
    public String toString() {
        String number = value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
        return of + " " + figure + (least ? " >= " : " <= ") + number;
    }
}
