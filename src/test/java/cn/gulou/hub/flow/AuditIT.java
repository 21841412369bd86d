package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.privacy.Sealing;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jms.core.JmsTemplate;

/** The trail cannot be changed by the hub, and whoever changes it all the same is found: verify names the row (C-43). */
class AuditIT extends HubIT {
    @Autowired
    private Sealing sealing;

    @Autowired
    private JmsTemplate jms;

    private Face face;

    @BeforeEach
    void keepACopy() {
        face = new Face(port);
        // the day's head first: what a test cuts off is not in it
        await().until(() ->
                jdbc.sql("SELECT count(*) FROM audit_head").query(Integer.class).single() > 0);
        owner().sql("DROP TABLE IF EXISTS audit_copy; CREATE TABLE audit_copy AS TABLE audit")
                .update();
        for (int row = 0; row < 5; row++) {
            jdbc.sql("INSERT INTO audit (actor, action, subject) VALUES ('test', 'noted', :subject)")
                    .param("subject", "test:" + row)
                    .update();
        }
        assertThat(finding("").path("sound").asBoolean()).isTrue();
    }

    /** What a test tampered with is taken out, so that the chain is whole again. */
    @AfterEach
    void mend() {
        tamper("DELETE FROM audit; INSERT INTO audit OVERRIDING SYSTEM VALUE SELECT * FROM audit_copy");
        owner().sql("DROP TABLE audit_copy").update();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit SET actor = 'nobody'",
                "DELETE FROM audit",
                "TRUNCATE audit",
                "ALTER TABLE audit DISABLE TRIGGER audit_is_append_only",
                "DROP TABLE audit",
                "UPDATE chunk_digest SET fact = ''",
                "DELETE FROM audit_head",
                "UPDATE audit_start SET audit_id = 9",
                "DROP TRIGGER audit_chain ON audit",
                "CREATE TABLE another (id int)"
            })
    void theHubsOwnRoleCannotChangeIt(String attempt) {
        assertThatThrownBy(() -> jdbc.sql(attempt).update())
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    @Test
    void noTwoRowsHaveOneHash_wheneverASignStandsInAField() {
        assertThat(jdbc.sql(
                                """
                                SELECT audit_hash(jsonb_populate_record(a, '{"actor": "a|b", "action": "c", "subject": "d"}'))
                                     = audit_hash(jsonb_populate_record(a, '{"actor": "a", "action": "b|c", "subject": "d"}'))
                                    OR audit_hash(jsonb_populate_record(a, '{"actor": "a", "action": "b", "subject": "c|d"}'))
                                     = audit_hash(jsonb_populate_record(a, '{"actor": "a", "action": "b|c", "subject": "d"}'))
                                FROM audit a ORDER BY audit_id DESC LIMIT 1""")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void theOwnerIsStoppedByTheTrigger() {
        assertThatThrownBy(() -> owner().sql("DELETE FROM audit").update())
                .rootCause()
                .hasMessageContaining("append-only");
    }

    static Stream<Arguments> deeds() {
        return Stream.of(
                Arguments.of("change a row", "UPDATE audit SET actor = 'nobody' WHERE audit_id = :row", 0, "changed"),
                Arguments.of(
                        "change a row and its hash",
                        "UPDATE audit SET actor = 'nobody' WHERE audit_id = :row;"
                                + " UPDATE audit a SET hash = audit_hash(a) WHERE audit_id = :row",
                        0,
                        "replaced"),
                Arguments.of("take a row out", "DELETE FROM audit WHERE audit_id = :row", 0, "missing"),
                Arguments.of(
                        "take a row out and close the gap",
                        "DELETE FROM audit WHERE audit_id = :row; UPDATE audit SET audit_id = audit_id - 1 WHERE audit_id > :row",
                        0,
                        "changed"),
                Arguments.of(
                        "put a row in",
                        "UPDATE audit SET audit_id = audit_id + 1000000 WHERE audit_id > :row;"
                                + " UPDATE audit SET audit_id = audit_id - 999999 WHERE audit_id > 1000000;"
                                + " INSERT INTO audit OVERRIDING SYSTEM VALUE SELECT :row + 1, at, 'forger', action, subject, detail, hash, '\\x00' FROM audit WHERE audit_id = :row;"
                                + " UPDATE audit a SET hash = audit_hash(a) WHERE audit_id = :row + 1",
                        2,
                        "changed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deeds")
    void verifyNamesTheRow(String name, String deed, int after, String fault) {
        long row = last() - 3;

        tamper(deed.replace(":row", String.valueOf(row)));

        assertBroken(finding(""), "audit", row + after, fault);
    }

    @Test
    void aHeadThatIsElsewhereCatchesACutTail_andAChainWrittenAnew() {
        String head = finding("").path("head").asText();
        long row = last();
        tamper("DELETE FROM audit WHERE audit_id > " + (row - 2));
        assertThat(finding("").path("sound").asBoolean())
                .as("the chain alone cannot know")
                .isTrue();
        assertBroken(finding("?head=" + head), "audit", row, "cut-off");

        jdbc.sql("INSERT INTO audit (actor, action, subject) SELECT 'forger', 'noted', 'x' FROM generate_series(1, 2)")
                .update();
        assertBroken(finding("?head=" + head), "audit", row, "not-its-head");
        assertThat(face.get("auditor", "/api/audit/verify?head=nonsense").status())
                .isEqualTo(400);
    }

    @Test
    void theDailyHeadCatchesACutTail_andRaisesNoFalseAlarm() {
        time.set(Instant.now().plus(Duration.ofDays(400)));
        await().atMost(Duration.ofSeconds(90))
                .until(() -> jdbc.sql("SELECT count(*) FROM audit_head WHERE day > current_date + 300")
                                .query(Integer.class)
                                .single()
                        == 1);
        long head = jdbc.sql("SELECT max(audit_id) FROM audit_head")
                .query(Long.class)
                .single();

        tamper("DELETE FROM audit WHERE audit_id >= " + head);

        JsonNode finding = finding("");
        assertBroken(finding, "audit", head, "cut-off");
    }

    @Test
    void everyClaimIsDigested_andAClaimThatIsChangedShows() {
        Town town = new Town(jdbc, sealing, jms);
        town.people(250);
        long broadcast = town.broadcast("HOLD");
        await().atMost(Duration.ofSeconds(30)).until(() -> town.state(broadcast).equals("COMPLETED"));
        time.set(Instant.now().plus(Duration.ofMinutes(5)));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(digests("A"))
                .isPositive()
                .isEqualTo(digests("B"))
                .isEqualTo(jdbc.sql("SELECT count(*) FROM claim")
                        .query(Integer.class)
                        .single()));
        assertThat(jdbc.sql("SELECT string_agg(fact, ' ') FROM chunk_digest")
                        .query(String.class)
                        .single())
                .contains("port whole-network-a", "DELIVERED");
        assertThat(finding("").path("sound").asBoolean()).isTrue();
        assertThat(invariantsBroken()).isEmpty();

        long claim =
                jdbc.sql("SELECT min(claim_id) FROM claim").query(Long.class).single();
        jdbc.sql("UPDATE claim SET segments = segments + 1 WHERE claim_id = :id")
                .param("id", claim)
                .update();
        assertBroken(finding(""), "claim", claim, "changed");

        jdbc.sql("UPDATE claim SET segments = segments - 1 WHERE claim_id = :id")
                .param("id", claim)
                .update();
        owner().sql(
                        "ALTER TABLE chunk_digest DISABLE TRIGGER USER; UPDATE chunk_digest SET fact = 'nothing' WHERE digest_id = 2;"
                                + " ALTER TABLE chunk_digest ENABLE TRIGGER USER")
                .update();
        assertBroken(finding(""), "chunk", 2, "changed");
    }

    @Test
    void theTrailSaysWhichRoutesRun_whoDecidedWhat_andWhoReadIt() {
        JsonNode routes = face.get("auditor", "/api/audit?subject=routes")
                .json()
                .path("items")
                .path(0);
        assertThat(routes.path("action").asText()).isEqualTo("routes-loaded");
        assertThat(routes.path("detail")
                        .path("files")
                        .path("compliance.camel.yaml")
                        .asText())
                .matches("[0-9a-f]{64}");

        long before =
                jdbc.sql("SELECT max(audit_id) FROM audit").query(Long.class).single();
        String alert = "{\"identifier\":\"AUDIT-" + System.nanoTime()
                + "\",\"sender\":\"11000041600000\",\"sent\":\"2026-11-23T15:05:00+08:00\","
                + "\"status\":\"Actual\",\"msgType\":\"Alert\",\"scope\":\"Public\",\"severity\":\"Minor\",\"eventType\":\"11B06\",\"smsText\":\"市气象台发布大风蓝色预警信号。\",\"expires\":\"2099-01-01T00:00:00+08:00\",\"audience\":{\"wholeNetwork\":true}}";
        String broadcast = face.post("drafter", "/api/alerts", alert)
                .json()
                .path("broadcasts")
                .path(0)
                .path("id")
                .asText();
        // broadcasts of tests before had the same number, and every look at the trail is a row in it
        Instant at = await().until(() -> judgedAt(broadcast, before), Optional::isPresent)
                .orElseThrow();
        JsonNode judged = items(broadcast + "&from=" + at).stream()
                .filter(row -> row.path("auditId").asLong() > before)
                .filter(row -> row.path("action").asText().equals("judged"))
                .findFirst()
                .orElseThrow();
        assertThat(judged.path("detail").path("policies").path("unattended").asText())
                .isEqualTo("NEEDS_PERSON");
        assertThat(judged.path("detail").path("asked").asInt()).isGreaterThan(10);
        assertThat(actions(broadcast + "&from=" + at)).contains("audit-read");
        assertThat(face.get("auditor", "/api/audit?from=2099-01-01T00:00:00%2B08:00")
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void onlyAuditorsReadIt() {
        for (String account : List.of("upstream", "drafter", "approver", "operator", "engineer")) {
            assertThat(face.get(account, "/api/audit").status()).as(account).isEqualTo(403);
            assertThat(face.get(account, "/api/audit/verify").status())
                    .as(account)
                    .isEqualTo(403);
        }
        assertThat(face.get("auditor", "/api/audit?from=yesterday").status()).isEqualTo(400);
    }

    private Optional<Instant> judgedAt(String broadcast, long after) {
        return jdbc.sql(
                        "SELECT date_trunc('second', at) FROM audit WHERE subject = :subject AND action = 'judged' AND audit_id > :after")
                .param("subject", "broadcast:" + broadcast)
                .param("after", after)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private List<JsonNode> items(String broadcast) {
        List<JsonNode> rows = new java.util.ArrayList<>();
        face.get("auditor", "/api/audit?subject=broadcast:" + broadcast)
                .json()
                .path("items")
                .forEach(rows::add);
        return rows;
    }

    private List<String> actions(String broadcast) {
        return items(broadcast).stream().map(row -> row.path("action").asText()).toList();
    }

    private JsonNode finding(String query) {
        Face.Answer answer = face.get("auditor", "/api/audit/verify" + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static void assertBroken(JsonNode finding, String chain, long row, String fault) {
        assertThat(finding.path("sound").asBoolean()).isFalse();
        assertThat(finding.path("broken").path("chain").asText() + " "
                        + finding.path("broken").path("row").asLong() + " "
                        + finding.path("broken").path("fault").asText())
                .isEqualTo(chain + " " + row + " " + fault);
    }

    private long last() {
        return jdbc.sql("SELECT max(audit_id) FROM audit").query(Long.class).single();
    }

    private int digests(String part) {
        return jdbc.sql("SELECT count(*) FROM chunk_digest WHERE part = :part")
                .param("part", part)
                .query(Integer.class)
                .single();
    }

    /** As somebody with all rights would: the triggers off, the deed, the triggers on. */
    private void tamper(String deed) {
        owner().sql(
                        "BEGIN; LOCK TABLE audit; ALTER TABLE audit DISABLE TRIGGER USER;"
                                + " ALTER TABLE audit ALTER audit_id SET GENERATED BY DEFAULT; " + deed
                                + "; ALTER TABLE audit ALTER audit_id SET GENERATED ALWAYS; ALTER TABLE audit ENABLE TRIGGER USER; COMMIT")
                .update();
    }
}
