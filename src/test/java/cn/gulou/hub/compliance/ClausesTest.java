package cn.gulou.hub.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClausesTest {
    private static final Path ROOM = Path.of("src/main/java/cn/gulou/hub/compliance");
    private static final Pattern NAME = Pattern.compile("public String name\\(\\) \\{\\s+return \"([a-z-]+)\";");

    @Test
    void everyPolicyNamesItsClauses() throws IOException {
        try (Stream<Path> files = Files.list(ROOM)) {
            List<String> policies = files.filter(file -> file.toString().endsWith("Policy.java"))
                    .flatMap(file -> NAME.matcher(text(file)).results().map(found -> found.group(1)))
                    .toList();

            assertThat(policies).hasSizeGreaterThan(10).allSatisfy(policy -> assertThat(Clauses.of(policy, List.of()))
                    .as("a line for %s in compliance/clauses.properties", policy)
                    .isNotEmpty());
        }
    }

    @Test
    void addsWhatTheReasonsName_onceEach() {
        Violation reason = new Violation("x", "", "。", "No (C-03a), no (C-04), and no FORMATS §1.");

        assertThat(Clauses.of("unattended", List.of(reason))).containsExactly("C-01", "C-03a", "C-04", "FORMATS §1");
        assertThat(Clauses.of("nowhere", List.of())).isEmpty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
