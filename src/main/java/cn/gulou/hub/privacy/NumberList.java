package cn.gulou.hub.privacy;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads a list of phone numbers as people upload it: CSV, one number a line, its first cell. */
public final class NumberList {
    private NumberList() {}

    /**
     * Each number once, in the order given, E.164 without +.
     *
     * @throws Refusal 422 naming every line that holds no number; or the list names nobody
     */
    public static List<String> read(String csv) {
        Set<String> numbers = new LinkedHashSet<>();
        List<Violation> violations = new ArrayList<>();
        String[] lines = csv.split("\\R");
        for (int line = 0; line < lines.length; line++) {
            String cell = lines[line].replace("\ufeff", "").split(",", 2)[0].strip();
            if (cell.isEmpty() || line == 0 && cell.equalsIgnoreCase("number")) {
                continue;
            }
            int at = line + 1;
            PhoneNumbers.normalise(cell).ifPresentOrElse(numbers::add, () -> violations.add(noNumber(at)));
        }
        if (numbers.isEmpty() && violations.isEmpty()) {
            throw new Refusal(422, "group-empty", "名单为空", "the list names nobody");
        }
        if (!violations.isEmpty()) {
            throw new Refusal(422, violations);
        }
        return List.copyOf(numbers);
    }

    private static Violation noNumber(int line) {
        return new Violation(
                "not-a-number", "line " + line, "第" + line + "行不是电话号码", "line " + line + " is no phone number");
    }
}
