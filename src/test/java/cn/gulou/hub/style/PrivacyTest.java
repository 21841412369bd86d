package cn.gulou.hub.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No number of anybody stands in this repository, and no number gets into a log (C-41, C-42). */
class PrivacyTest {
    /** Mainland mobile numbers, with or without the country's 86. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![0-9a-zA-Z.])(?:\\+?86)?(1[3-9][0-9]{9})(?![0-9a-zA-Z])");

    /** The numbers that tests and samples use: 13800000000 to 13800009999. */
    private static final String OURS = "1380000";

    /** Digits that look like a number and are none: file → the reason. */
    private static final Map<String, String> NO_NUMBERS = Map.of();

    private static final Pattern LOG = Pattern.compile("\\bLOG\\s*\\.\\s*(trace|debug|info|warn|error)\\(");
    private static final Pattern PERSONAL = Pattern.compile(
            "\\b(body|number|numbers|msisdn|text|raw|content|payload|addressee|destination)\\b(?!\\s*\\.\\s*(size|length)\\()");

    @TestFactory
    Stream<DynamicTest> fileHoldsNoPhoneNumberOfAnybody() {
        return Stream.of(
                        "src",
                        "docs",
                        "README.md",
                        "CONTRIBUTING.md",
                        "RATIONALE.md",
                        "CHANGELOG.md",
                        "artemis",
                        "bench",
                        "docker")
                .flatMap(name -> Sources.files(Sources.ROOT.resolve(name), "").stream())
                .filter(PrivacyTest::isText)
                .map(file -> RouteStyleTest.test(
                        Sources.name(file), () -> assertThat(numbers(file)).isEmpty()));
    }

    @Test
    void onlyProgramsPrint() {
        List<String> printing = Sources.files(Sources.JAVA, ".java").stream()
                .filter(file ->
                        Sources.text(file).matches("(?s).*System\\s*\\.\\s*(out|err).*|(?s).*printStackTrace.*"))
                .map(Sources::name)
                .filter(name -> !name.endsWith("Main.java") && !name.contains("/demo/"))
                .toList();
        assertThat(printing).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> logNamesNothingThatBelongsToAPerson() {
        return Sources.files(Sources.JAVA, ".java").stream()
                .filter(file -> LOG.matcher(Sources.text(file)).find())
                .map(file -> RouteStyleTest.test(Sources.name(file), () -> assertThat(printed(file))
                        .noneMatch(values -> PERSONAL.matcher(values).find())));
    }

    private static List<String> numbers(Path file) {
        if (NO_NUMBERS.containsKey(Sources.name(file))) {
            return List.of();
        }
        return NUMBER.matcher(Sources.digits(file))
                .results()
                .filter(found -> !found.group(1).startsWith(OURS))
                .map(MatchResult::group)
                .toList();
    }

    /** What each log statement prints, without its words. */
    private static List<String> printed(Path file) {
        String java = Sources.text(file);
        List<String> found = new ArrayList<>();
        LOG.matcher(java).results().forEach(start -> {
            int end = java.indexOf(";\n", start.end());
            found.add(java.substring(start.end(), end).replaceAll("\"(\\\\.|[^\"\\\\])*\"", ""));
        });
        return found;
    }

    private static boolean isText(Path file) {
        return !file.toString().matches(".*\\.(png|jpg|gif|ico|zip|jar|woff2?|bin)");
    }
}
