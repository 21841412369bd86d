package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trail cannot be changed by the hub, says who did what, and is read by auditors only, who are named in it (C-43). */
class AuditIT extends HubIT {
    private Trail trail;

    @BeforeEach
    void keepACopy() {
        trail = new Trail(jdbc, owner(), face);
        trail.keepACopy();
    }

    @AfterEach
    void mend() {
        trail.mend();
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
}
