package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.Desk.ok;
import static cn.gulou.hub.flow.Desk.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.compliance.StartNews;
import cn.gulou.hub.routes.RouteFiles;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A change that affects sending is announced to party A over hub.status (C-17). */
class AnnouncementIT extends HubIT {
    private static final String PORT = "/api/ports/targeted-a";

    @Autowired
    private StartNews startNews;

    @Autowired
    private RouteFiles routeFiles;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(port, time);
    }

    @AfterEach
    void bindAgain() {
        smsc.resume();
        desk.post("operator", PORT + "/start", "");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> desk.get("operator", "/api/ports").json().findValuesAsText("state").stream()
                        .allMatch("working"::equals));
    }

    @Test
    void tellsOfAPortThatAPersonStopsAndStarts_inAWordOfItsOwn() {
        ok(200, desk.post("operator", PORT + "/stop", ""));
        ok(200, desk.post("operator", PORT + "/start", ""));
        JsonNode word = awaitWord("port-stopped", "port:targeted-a");
        assertThat(word.at("/entity").asText()).isEqualTo("announcement");
        assertThat(word.at("/zh").asText()).isNotBlank();
        assertThat(ok(200, desk.get("upstream", "/api/announcements")).findValuesAsText("kind"))
                .containsExactly("port-started", "port-stopped");
    }

    @Test
    void tellsWhatAPersonAnnounces_butNobodysNumber() {
        ok(201, desk.post("engineer", "/api/announcements", "{\"zh\": \"今晚检修。\"}"));
        assertThat(awaitWord("notice").at("/zh").asText()).isEqualTo("今晚检修。");
        refused(422, "words-missing", desk.post("engineer", "/api/announcements", "{}"));
        refused(422, "personal-data", desk.post("engineer", "/api/announcements", "{\"en\": \"call 138 0000 0000\"}"));
        refused(422, "personal-data", desk.post("engineer", "/api/announcements", "{\"zh\": \"8613800000000\"}"));
        assertThat(desk.post("drafter", "/api/announcements", "{\"zh\": \"好\"}").status())
                .isEqualTo(403);
    }

    @Test
    void tellsOfAPortThatIsOut_afterAWhile_andOfItsComingBack() {
        jdbc.sql(
                        """
                        INSERT INTO guarantee_period (name, reference, valid_from, valid_until, ends_at, reserved_for,
                            proposed_by, confirmed_by)
                        VALUES ('sooner', 'P-1', now() - interval '1 hour', now() + interval '1 hour',
                            now() + interval '1 hour', ARRAY['upstream'], 'one', 'two')""")
                .update();
        smsc.refuseBinds();
        smsc.drop();
        await().atMost(Duration.ofSeconds(30)).until(() -> kinds().contains("port-out"));
        await().untilAsserted(() -> assertThat(openAlarmsOfPorts()).isNotEmpty().doesNotHaveDuplicates());
        assertThat(jdbc.sql("SELECT DISTINCT kind FROM alarm WHERE subject LIKE 'port:%'")
                        .query(String.class)
                        .list())
                .containsExactly("port-unbound");

        smsc.resume();
        await().atMost(Duration.ofSeconds(30)).until(() -> kinds().contains("port-back"));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(openAlarmsOfPorts()).isEmpty());
    }

    /** Once for each alarm: one cause is one alarm. */
    private List<String> openAlarmsOfPorts() {
        return jdbc.sql("SELECT subject FROM alarm WHERE subject LIKE 'port:%' AND ended_at IS NULL")
                .query(String.class)
                .list();
    }

    @Test
    void tellsWhatIsOtherThanAtTheLastStart_andNothingWhenNothingIs() throws Exception {
        Map<String, String> routes = routeFiles.hashes();
        assertThat(routes)
                .containsKeys("compliance.camel.yaml", "shared/rest.camel.yaml")
                .hasSizeGreaterThan(20);
        // tests before may have changed ports since the hub began
        jdbc.sql("DELETE FROM hub_start").update();
        startNews.tell(routes);
        startNews.tell(routes);
        assertThat(kinds()).isEmpty();

        Map<String, String> edited = new HashMap<>(routes);
        edited.put("compliance.camel.yaml", "another");
        startNews.tell(edited);
        assertThat(awaitWord("routes-changed")
                        .at("/detail/changed")
                        .fieldNames()
                        .next())
                .isEqualTo("compliance.camel.yaml");

        jdbc.sql("UPDATE hub_start SET settings = jsonb_set(settings, '{window}', '\"09:00-17:00\"')")
                .update();
        startNews.tell(edited);
        assertThat(awaitWord("settings-changed")
                        .at("/detail/changed/window/now")
                        .asText())
                .isEqualTo("08:30-17:30");
        jdbc.sql("DELETE FROM hub_start").update();
    }

    private List<String> kinds() {
        return jdbc.sql("SELECT kind FROM announcement").query(String.class).list();
    }

    /** Takes words from hub.status up to the one of this kind. */
    private JsonNode awaitWord(String kind) {
        return awaitWord(kind, "");
    }

    /** The same for words about one thing: the queue holds those of the tests before, too. */
    private JsonNode awaitWord(String kind, String subject) {
        jms.setReceiveTimeout(10_000);
        while (true) {
            JsonNode word = read((TextMessage) jms.receive("hub.status"));
            if (word.at("/kind").asText().equals(kind)
                    && (subject.isEmpty() || word.at("/subject").asText().equals(subject))) {
                return word;
            }
        }
    }

    private static JsonNode read(TextMessage message) {
        assertThat(message).as("a word on hub.status").isNotNull();
        try {
            return new ObjectMapper().readTree(message.getText());
        } catch (JMSException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
