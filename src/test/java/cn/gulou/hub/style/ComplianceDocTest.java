package cn.gulou.hub.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The page a lawyer reads says what the code does: every name in its tables exists, every clause and every alarm has its row. */
class ComplianceDocTest {
    private static final List<Map<String, String>> ROWS = rows();
    private static final Names NAMES = new Names();

    @Test
    void everyClauseHasItsRow() {
        List<String> owed = Stream.concat(
                        IntStream.rangeClosed(1, 18).mapToObj("C-%02d"::formatted),
                        IntStream.rangeClosed(26, 29).mapToObj("C-%02d"::formatted))
                .toList();
        Set<String> given = new TreeSet<>();
        clauses().forEach(row -> given.addAll(Sources.found("\\b(C-\\d\\d)", row.get("clause"))));
        assertThat(given).containsAll(owed).contains("C-43");
        assertThat(clauses().map(row -> row.get("clause"))).anyMatch(clause -> clause.startsWith("C-03a"));
    }

    @TestFactory
    Stream<DynamicTest> everyRowOfAClauseNamesWhatIsThere() {
        return clauses()
                .map(row -> RouteStyleTest.test(row.get("clause") + " " + row.get("what holds"), () -> {
                    row.forEach((column, cell) ->
                            assertThat(unknown(column, cell)).as(column).isEmpty());
                    assertThat(row.get("test")).as("the test").isNotBlank();
                }));
    }

    @Test
    void everyKindOfAlarmHasItsRow_asTheLedgerHasIt() {
        Map<String, String> told = new TreeMap<>();
        ROWS.stream()
                .filter(row -> row.containsKey("owner") && row.containsKey("kind"))
                .forEach(row -> told.put(
                        row.get("kind").replace("`", ""),
                        row.get("owner") + " " + row.get("clock").replaceAll(" \\(.*", "")));
        assertThat(told).isEqualTo(alarmKinds());
    }

    private static Stream<Map<String, String>> clauses() {
        return ROWS.stream().filter(row -> row.containsKey("clause"));
    }

    /** What a cell names in {@code code} and nothing has as its name; classes of tests without it, too. */
    private static List<String> unknown(String column, String cell) {
        List<String> cited = Sources.found("`([^`]+)`", cell);
        if (!column.equals("test")) {
            return cited.stream().filter(known(column).negate()).toList();
        }
        List<String> classes = Sources.found("\\b(\\w+(?:IT|Test))\\b", cell);
        return Stream.concat(
                        classes.stream().filter(name -> !NAMES.isTestClass(name)),
                        cited.stream().filter(name -> !NAMES.isTestClass(name) && !NAMES.isTest(classes, name)))
                .toList();
    }

    private static Predicate<String> known(String column) {
        return switch (column.split("[ ,]")[0]) {
            case "policy" -> name -> NAMES.isCode(name) || NAMES.isTable(name);
            case "route" -> NAMES::isStep;
            case "setting" -> name -> NAMES.isSetting(name) || NAMES.isTable(name);
            default -> name -> true;
        };
    }

    /** Every row of every table, its cells by their heading. */
    private static List<Map<String, String>> rows() {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> heading = List.of();
        for (String line : Sources.lines(Sources.ROOT.resolve("docs/compliance.md"))) {
            List<String> cells = line.startsWith("|") ? cells(line) : List.of();
            if (cells.isEmpty() || heading.isEmpty()) {
                heading = cells;
            } else if (!line.startsWith("|---")) {
                assertThat(cells).as(line).hasSameSizeAs(heading);
                Map<String, String> row = new TreeMap<>();
                for (int cell = 0; cell < cells.size(); cell++) {
                    row.put(heading.get(cell), cells.get(cell));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<String> cells(String line) {
        String inside = line.strip().replaceAll("^\\||\\|$", "");
        return Stream.of(inside.split("\\|", -1)).map(String::strip).toList();
    }

    /** Kind → owner and clock, as the migrations insert them. */
    private static Map<String, String> alarmKinds() {
        Pattern kind = Pattern.compile(
                "\\('([a-z-]+)',\\s+'(?:warning|critical)',\\s+'(\\w+)',\\s+(?:NULL|'(\\d+) (hour|minute)s?'),\\s+(?:true|false),");
        Map<String, String> kinds = new TreeMap<>();
        Sources.files(Sources.RESOURCES.resolve("db/migration"), ".sql").stream()
                .flatMap(file -> kind.matcher(Sources.text(file)).results())
                .forEach(found ->
                        kinds.put(found.group(1), found.group(2) + " " + clock(found.group(3), found.group(4))));
        Sources.files(Sources.RESOURCES.resolve("db/migration"), ".sql").stream()
                .flatMap(file ->
                        Sources.found("DELETE FROM alarm_kind WHERE kind = '([a-z-]+)'", Sources.text(file)).stream())
                .forEach(kinds::remove);
        return kinds;
    }

    private static String clock(String count, String unit) {
        return count == null ? "" : count + (unit.equals("hour") ? " h" : " min");
    }
}
