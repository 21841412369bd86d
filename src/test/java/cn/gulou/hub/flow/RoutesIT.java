package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.routes.RoutesMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/** Routes are the product: an engineer edits a file in a folder, and the hub runs it without a rebuild. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"hub.data-dir=target/routes-it-data", "hub.simulator.enabled=false", "hub.ports="})
@ActiveProfiles({"demo", "test", "dev"})
@DirtiesContext
class RoutesIT {
    private static final Path FOLDER = Path.of("target/routes-it").toAbsolutePath();
    private static final Path EDITED = FOLDER.resolve("ingest.camel.yaml");
    private static final String FIRST_STEP =
            """
                - setHeader:
                    id: post-alert-edited
                    name: edited
                    constant:
                      expression: %s
            """
                    .indent(4);

    @Autowired
    private CamelContext camel;

    @Autowired
    private ProducerTemplate producer;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void editRoutesOutside(DynamicPropertyRegistry settings) throws IOException {
        FreshData.in(Path.of("target/routes-it-data"));
        FileSystemUtils.deleteRecursively(FOLDER);
        RoutesMain.main(new String[] {FOLDER.toString()});
        edit("      steps:\n", "      steps:\n" + FIRST_STEP.formatted("once"));
        settings.add("HUB_ROUTES", () -> "file:" + FOLDER);
    }

    @Test
    void runsTheEditedFile_andReloadsItAloneWhenItIsSaved() throws IOException {
        assertThat(camel.getRoute("post-alert").getSourceLocation()).contains(EDITED.toString());
        assertThat(editedHeader()).isEqualTo("once");
        Map<String, Route> before = routes();

        edit("expression: once", "expression: twice");

        await().atMost(Duration.ofSeconds(20)).until(() -> "twice".equals(editedHeader()));
        // one save may be told of twice, so routes of the file may be gone for another moment
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertOthersRunOn(before));
    }

    @Test
    void everyFileCanBeSavedWhileTheHubRuns() throws IOException {
        Map<String, Route> before = routes();

        for (Path file : files()) {
            save(file, Files.readString(file));
        }

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Map<String, Route> now = routes();
            assertThat(now.keySet()).isEqualTo(before.keySet());
            assertThat(now).allSatisfy((id, route) -> assertThat(route).isNotSameAs(before.get(id)));
            assertThat(now.keySet())
                    .allMatch(
                            id -> camel.getRouteController().getRouteStatus(id).isStarted());
        });
    }

    @Test
    void loadsNothingThatIsSaved_inASpecialGuaranteePeriod() throws IOException {
        String before = editedHeader();
        jdbc.sql(
                        """
                        INSERT INTO guarantee_period (name, reference, valid_from, valid_until, ends_at, reserved_for,
                            proposed_by, confirmed_by)
                        VALUES ('test', 'P-1', now() - interval '1 hour', now() + interval '1 hour',
                            now() + interval '1 hour', ARRAY['upstream'], 'one', 'two')""")
                .update();

        edit("expression: " + before, "expression: forbidden");
        await().during(Duration.ofSeconds(6)).until(() -> before.equals(editedHeader()));

        jdbc.sql("DELETE FROM guarantee_period").update();
        edit("expression: forbidden", "expression: allowed");
        await().atMost(Duration.ofSeconds(20)).until(() -> "allowed".equals(editedHeader()));
        edit("expression: allowed", "expression: " + before);
        // one save may be told of twice
        await().atMost(Duration.ofSeconds(30))
                .during(Duration.ofSeconds(3))
                .until(() -> camel.getRoute("post-alert") != null && before.equals(editedHeader()));
    }

    private void assertOthersRunOn(Map<String, Route> before) {
        Map<String, Route> now = routes();
        assertThat(now.keySet()).isEqualTo(before.keySet());
        assertThat(now.keySet())
                .allMatch(id -> camel.getRouteController().getRouteStatus(id).isStarted());
        assertThat(now.values())
                .filteredOn(route -> !route.getSourceLocation().contains(EDITED.toString()))
                .hasSizeGreaterThan(20)
                .allSatisfy(route -> assertThat(route).isSameAs(before.get(route.getRouteId())));
    }

    /** What the added step leaves; the empty call itself is refused as ever. */
    private String editedHeader() {
        Exchange answer = producer.request("direct:post-alert", call -> {
            call.setVariable("account", "upstream");
            call.getMessage().setHeader("Content-Type", "application/json");
            call.getMessage().setBody("{}");
        });
        Integer status = answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        assertThat(status == null ? 503 : status).isBetween(400, 503);
        return answer.getMessage().getHeader("edited", String.class);
    }

    private Map<String, Route> routes() {
        return camel.getRoutes().stream().collect(Collectors.toMap(Route::getRouteId, route -> route));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void edit(String from, String to) throws IOException {
        save(EDITED, Files.readString(EDITED).replaceFirst(from, to));
    }

    /** As good editors save: beside it, then moved over it. */
    private static void save(Path file, String text) throws IOException {
        Path beside = FOLDER.resolveSibling("routes-it.saving");
        Files.writeString(beside, text);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
