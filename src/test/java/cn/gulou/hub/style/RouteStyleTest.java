package cn.gulou.hub.style;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How a route file looks: docs/routes.md says it in words. What a route names is the matter of RouteLinksTest. */
class RouteStyleTest {
    private static final int STEPS = 12;
    private static final int LINES = 120;
    private static final int DESCRIPTION = 60;
    private static final String KEBAB = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    /** Files that may be longer, with the reason. */
    private static final Map<String, String> LONGER = Map.of();

    private static final Set<String> ITEMS = Set.of("route", "routeTemplate", "routeConfiguration", "rest");

    /** Code in a route cannot be tested alone: a bean with plain arguments can. */
    private static final Set<String> SCRIPTS =
            Set.of("script", "groovy", "js", "javascript", "python", "java", "joor", "mvel", "ognl", "spel", "csimple");

    @TestFactory
    Stream<DynamicTest> fileFitsTheSchemaOfCamel() throws Exception {
        JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(VersionFlag.V7);
        try (var stream = getClass().getResourceAsStream("/schema/camelYamlDsl.json")) {
            JsonSchema schema = schemas.getSchema(stream);
            return files(file -> assertThat(schema.validate(file.items())).isEmpty());
        }
    }

    @TestFactory
    Stream<DynamicTest> fileBeginsWithWhatItIsAndStaysShort() {
        return files(file -> {
            assertThat(file.text()).startsWith("# ");
            if (!LONGER.containsKey(file.name())) {
                assertThat(file.text().lines().count()).as("lines").isLessThanOrEqualTo(LINES);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> fileHoldsRoutesTemplatesErrorsAndRestOnly() {
        return files(file ->
                assertThat(file.routeItems()).extracting(RouteItem::kind).isSubsetOf(ITEMS));
    }

    @TestFactory
    Stream<DynamicTest> itemIsNamedInKebabCase() {
        return items(item -> true, item -> assertThat(item.id()).matches(KEBAB));
    }

    @TestFactory
    Stream<DynamicTest> routeBelongsToTheRoomOfItsFile() {
        return items(RouteItem::isRoute, item -> {
            String group = item.route().path("group").asText();
            assertThat(group).isEqualTo(item.file().room());
            assertThat(Sources.JAVA.resolve(group)).as("the room").isDirectory();
        });
    }

    @TestFactory
    Stream<DynamicTest> routeSaysInOneShortSentenceWhatItDoes() {
        return items(RouteItem::isRoute, item -> {
            String description = item.route().path("description").asText();
            assertThat(description).matches("[A-Z].*[^.]").hasSizeLessThanOrEqualTo(DESCRIPTION);
        });
    }

    @TestFactory
    Stream<DynamicTest> everyStepIsNamedAfterItsRoute() {
        return items(item -> true, item -> assertThat(item.steps()).allSatisfy(step -> assertThat(step.id())
                .as("id of a %s (%s)", step.what(), step.uri())
                .matches(KEBAB)
                .startsWith(item.id() + "-")));
    }

    @TestFactory
    Stream<DynamicTest> routeIsShort() {
        return items(RouteItem::isRoute, item -> assertThat(
                        item.route().path("from").path("steps").size())
                .as("steps at top level")
                .isBetween(1, STEPS));
    }

    @TestFactory
    Stream<DynamicTest> routeHoldsNoScriptNorTry() {
        return items(item -> true, item -> {
            List<String> names = new ArrayList<>();
            names(item.body(), names);
            assertThat(names).doesNotContainAnyElementsOf(SCRIPTS).doesNotContain("doTry");
            assertThat(item.body().toString()).doesNotContainPattern("\\$\\{(groovy|joor|mvel|js|java):");
        });
    }

    @TestFactory
    Stream<DynamicTest> optionsStandInAParametersBlock() {
        return items(item -> true, item -> assertThat(item.body().findValuesAsText("uri"))
                .allSatisfy(uri -> assertThat(uri).doesNotContain("?")));
    }

    @TestFactory
    Stream<DynamicTest> nothingOfAMessageIsPrintedOrEchoed() {
        return items(item -> true, item -> {
            assertThat(item.body().toString()).doesNotContain("exception.message", "exception.stacktrace");
            assertThat(item.steps())
                    .filteredOn(step -> step.what().equals("log"))
                    .allSatisfy(step -> assertThat(step.body().path("message").asText())
                            .doesNotContainPattern("\\$\\{(body|header|in\\.|mandatoryBody|exchange)"));
        });
    }

    @Test
    void noIdStandsTwice() {
        Set<String> seen = new HashSet<>();
        List<String> twice = new ArrayList<>();
        for (RouteItem item : RouteFile.allItems()) {
            Stream.concat(Stream.of(item.id()), item.steps().stream().map(RouteItem.Step::id))
                    .filter(id -> !id.isEmpty() && !seen.add(id))
                    .forEach(twice::add);
        }
        assertThat(twice).isEmpty();
    }

    private static void names(JsonNode node, List<String> found) {
        node.fieldNames().forEachRemaining(found::add);
        node.forEach(child -> names(child, found));
    }

    private static Stream<DynamicTest> files(Consumer<RouteFile> rule) {
        return RouteFile.all().stream().map(file -> test(file.name(), () -> rule.accept(file)));
    }

    private static Stream<DynamicTest> items(Predicate<RouteItem> which, Consumer<RouteItem> rule) {
        return RouteFile.allItems().stream().filter(which).map(item -> test(item.toString(), () -> rule.accept(item)));
    }

    /** A report names dynamic tests by number only: the message says which file and route it was. */
    static DynamicTest test(String name, Runnable rule) {
        return DynamicTest.dynamicTest(name, () -> {
            try {
                rule.run();
            } catch (AssertionError wrong) {
                throw new AssertionError(name + ": " + wrong.getMessage(), wrong);
            }
        });
    }
}
