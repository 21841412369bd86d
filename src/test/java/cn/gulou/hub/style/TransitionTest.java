package cn.gulou.hub.style;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.AlertState;
import cn.gulou.hub.alert.BroadcastState;
import cn.gulou.hub.alert.SubmissionState;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** States stand once in the ledger and once in Java: both say the same, and no statement moves one without looking. */
class TransitionTest {
    private static final String LEDGER = Sources.text(Sources.RESOURCES.resolve("db/migration/V001__ledger.sql"));

    @Test
    void alertStatesAreThoseOfTheLedger() {
        assertThat(names(AlertState.values())).isEqualTo(moving("alert"));
    }

    @Test
    void broadcastStatesAreThoseOfTheLedger() {
        assertThat(names(BroadcastState.values())).isEqualTo(moving("broadcast"));
    }

    @Test
    void submissionStatesAreThoseOfTheLedger_inTheSameOrder() {
        String type = Sources.found("(?s)CREATE TYPE submission_state AS ENUM \\((.*?)\\)", LEDGER)
                .get(0);
        List<String> ordered = Sources.found("'(\\w+)'", type);
        assertThat(Arrays.stream(SubmissionState.values()).map(Enum::name)).containsExactlyElementsOf(ordered);
        assertThat(ordered).containsAll(moving("submission"));
    }

    /** An UPDATE that sets a state names the state it comes from, or asks the table of transitions. */
    @TestFactory
    Stream<DynamicTest> statementLooksAtTheStateItMovesFrom() {
        return Sources.files(Sources.RESOURCES.resolve("sql"), ".sql").stream()
                .map(file -> RouteStyleTest.test(
                        Sources.name(file), () -> assertThat(unguarded(file)).isEmpty()));
    }

    @Test
    void javaHoldsNoStatementThatMovesAState() {
        assertThat(Sources.allJava())
                .doesNotContainPattern("(?is)UPDATE\\s+(alert|broadcast|submission)\\b[^;]{0,80}\\bstate\\s*=");
    }

    private static List<String> unguarded(Path file) {
        String sql = Sources.text(file).replaceAll("--.*", "");
        Matcher update = Pattern.compile(
                        "(?is)\\bUPDATE\\s+(alert|broadcast|submission)\\b(?:\\s+(\\w+))?\\s+SET\\b(.*?)(?=\\bUPDATE\\b|\\z)")
                .matcher(sql);
        return update.results()
                .filter(found -> {
                    String rest = found.group(3);
                    int where = rest.toUpperCase().indexOf("WHERE");
                    String set = where < 0 ? rest : rest.substring(0, where);
                    String condition = where < 0 ? "" : rest.substring(where);
                    boolean moves = Pattern.compile("(^|,)\\s*state\\s*=", Pattern.CASE_INSENSITIVE)
                            .matcher(set)
                            .find();
                    String state = (found.group(2) == null ? "" : "(" + found.group(2) + "\\.)?") + "state";
                    boolean looks = Pattern.compile(
                                    "(?i)\\b" + state + "\\s*(=|IN\\s*\\()\\s*('|SELECT)|from_state\\s*=\\s*" + state)
                            .matcher(condition)
                            .find();
                    return moves && !looks;
                })
                .map(found -> found.group().strip())
                .toList();
    }

    private static Set<String> moving(String entity) {
        Set<String> states = new TreeSet<>();
        Matcher row = Pattern.compile("\\('" + entity + "',\\s*'([A-Z_]+)',\\s*'([A-Z_ ]+)'\\)")
                .matcher(LEDGER);
        row.results().forEach(found -> {
            states.add(found.group(1));
            states.addAll(List.of(found.group(2).split(" ")));
        });
        return states;
    }

    private static Set<String> names(Enum<?>[] values) {
        return new TreeSet<>(Arrays.stream(values).map(Enum::name).toList());
    }
}
