package cn.gulou.hub.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a route names exists. A mistyped {@code direct:} or bean would fail on the first alert only. */
class RouteLinksTest {
    private static final List<RouteItem> ITEMS = RouteFile.allItems();
    private static final Map<String, Class<?>> BEANS = Beans.named();
    private static final Map<String, String> SETTINGS = Settings.common();

    @TestFactory
    Stream<DynamicTest> everyDirectThatIsSentToIsConsumed() {
        Set<String> consumed = consumed();
        return items(item -> true, item -> assertThat(sent(item)).allSatisfy(target -> assertThat(consumed)
                .as("routes that consume direct:%s", target)
                .anyMatch(name -> meet(name, target))));
    }

    @TestFactory
    Stream<DynamicTest> everyDirectThatIsConsumedIsSentTo() {
        Set<String> sent = new TreeSet<>(operations());
        ITEMS.forEach(item -> sent.addAll(sent(item)));
        return items(item -> item.from().uri().startsWith("direct:"), item -> assertThat(sent)
                .as("senders to %s", item.from().uri())
                .anyMatch(target -> meet(direct(item.from().uri()), target)));
    }

    @Test
    void everyOperationOfTheContractHasItsRoute() {
        assertThat(operations()).isNotEmpty().isSubsetOf(consumed());
        assertThat(ITEMS).filteredOn(item -> operations().contains(item.id())).allSatisfy(item -> assertThat(
                        item.route().path("routeConfigurationId").asText())
                .as(item.toString())
                .isEqualTo("errors-http"));
    }

    @TestFactory
    Stream<DynamicTest> directIsNamedAfterTheRouteBehindIt() {
        return items(
                item -> item.kind().equals("route") && item.from().uri().startsWith("direct:"),
                item -> assertThat(item.from().uri()).isEqualTo("direct:" + item.id()));
    }

    @TestFactory
    Stream<DynamicTest> everyQueueIsDeclared() {
        List<String> declared =
                Sources.found("<queue name=\"([^\"]+)\"", Sources.text(Sources.ROOT.resolve("artemis/broker.xml")));
        return items(item -> true, item -> assertThat(queues(item))
                .allSatisfy(queue -> assertThat(queue.matches("hub\\.(send|reply)(\\..+)?") || declared.contains(queue))
                        .as("%s is declared in artemis/broker.xml", queue)
                        .isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> everyPlaceholderIsASettingOrAParameterOfItsTemplate() {
        return items(item -> true, item -> assertThat(
                        Sources.found("\\{\\{([^}?:]+)[^}]*}}", item.body().toString()))
                .allSatisfy(name -> assertThat(SETTINGS.containsKey(name)
                                || item.templateParameters().contains(name))
                        .as("{{%s}} stands in application.yaml", name)
                        .isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> everyBeanIsThereWithItsPublicMethod() {
        return items(item -> true, item -> assertThat(RouteCall.of(item)).allSatisfy(call -> {
            assertThat(BEANS).containsKey(call.bean());
            assertThat(call.method().isEmpty()
                            || Beans.answers(BEANS.get(call.bean()), call.methodName(), call.arguments()))
                    .as("public %s has public %s", BEANS.get(call.bean()), call.method())
                    .isTrue();
        }));
    }

    @TestFactory
    Stream<DynamicTest> routeCallsBeansAndStatementsOfItsOwnRoomOnly() {
        return items(RouteItem::isRoute, item -> {
            String room = item.file().room();
            assertThat(RouteCall.of(item))
                    .filteredOn(call -> BEANS.containsKey(call.bean()))
                    .allSatisfy(call -> assertThat(BEANS.get(call.bean()).getPackageName())
                            .as(call.bean())
                            .isEqualTo("cn.gulou.hub." + room));
            assertThat(statements(item)).allSatisfy(file -> assertThat(file).startsWith("sql/" + room + "/"));
        });
    }

    @TestFactory
    Stream<DynamicTest> everyStatementIsThere() {
        return items(item -> true, item -> assertThat(statements(item))
                .allSatisfy(file -> assertThat(Sources.RESOURCES.resolve(file)).isRegularFile()));
    }

    @TestFactory
    Stream<DynamicTest> everyErrorRouteThatIsNamedIsThere() {
        List<String> named = ITEMS.stream()
                .filter(item -> item.kind().equals("routeConfiguration"))
                .map(RouteItem::id)
                .toList();
        return items(RouteItem::isRoute, item -> {
            String chosen = item.route().path("routeConfigurationId").asText();
            assertThat(chosen.isEmpty() || named.contains(chosen)).as(chosen).isTrue();
            if (item.from().uri().startsWith("jms:")) {
                assertThat(chosen).as("what becomes of a message that fails").isNotEmpty();
            }
        });
    }

    private static Set<String> consumed() {
        Set<String> names = new TreeSet<>();
        ITEMS.stream()
                .map(item -> item.from().uri())
                .filter(uri -> uri.startsWith("direct:"))
                .forEach(uri -> names.add(direct(uri)));
        return names;
    }

    /** Where a route sends by direct; naming a route for the receipts of an SMPP session is sending to it as well. */
    private static List<String> sent(RouteItem item) {
        List<String> targets = new ArrayList<>();
        item.steps().stream()
                .filter(step -> !step.what().equals("from") && step.uri().startsWith("direct:"))
                .forEach(step -> targets.add(direct(step.uri())));
        targets.addAll(item.body().findValuesAsText("messageReceiverRouteId"));
        return targets;
    }

    private static List<String> queues(RouteItem item) {
        return item.body().findValuesAsText("uri").stream()
                .filter(uri -> uri.startsWith("jms:"))
                .map(uri -> wild(Settings.resolve(uri.replaceFirst("jms:(queue:)?", ""))))
                .toList();
    }

    private static List<String> statements(RouteItem item) {
        return Sources.found("sql:classpath:([^\"?]+)", item.body().toString());
    }

    private static Set<String> operations() {
        var contract = Sources.RESOURCES.resolve("openapi/hub.json");
        return Files.exists(contract)
                ? new TreeSet<>(Sources.found("\"operationId\"\\s*:\\s*\"([^\"]+)\"", Sources.text(contract)))
                : Set.of();
    }

    private static String direct(String uri) {
        return wild(uri.substring("direct:".length()));
    }

    /** Placeholders and expressions stand for anything. */
    private static String wild(String name) {
        return name.replaceAll("\\{\\{[^}]*}}|\\$\\{[^}]*}", "*");
    }

    private static boolean meet(String one, String other) {
        return one.matches(other.replace("*", ".+")) || other.matches(one.replace("*", ".+"));
    }

    private static Stream<DynamicTest> items(Predicate<RouteItem> which, Consumer<RouteItem> rule) {
        return ITEMS.stream().filter(which).map(item -> RouteStyleTest.test(item.toString(), () -> rule.accept(item)));
    }
}
