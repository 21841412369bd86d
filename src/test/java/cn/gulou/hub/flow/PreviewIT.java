package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A preview says what would become of an alert, as it would, and leaves no trace. */
class PreviewIT extends HubIT {
    private static final String PREVIEW = "/api/broadcasts/preview";

    private List<String> grants;

    @BeforeEach
    void town() {
        grants = jdbc.sql("SELECT reference FROM send_grant WHERE valid_until > now()")
                .query(String.class)
                .list();
        town.people(1_000);
        jdbc.sql(
                        "UPDATE subscriber SET district = CASE WHEN subscriber_id % 2 = 0 THEN '110101' ELSE '110105' END, visitor = subscriber_id <= 10")
                .update();
        optOut("8613800000003");
        optOut("8613800000004");
    }

    @AfterEach
    void giveGrantsBack() {
        grants(true);
    }

    @Test
    void countsWhomItWouldReach_asExpansionDoes_andWhatItWouldTake() {
        time.set(Instant.parse("2026-12-01T03:00:00Z"));
        JsonNode planned = broadcast(face.post("upstream", PREVIEW, alert("Blue", "\"wholeNetwork\": true", "")));

        assertThat(planned.path("recipients").path("recipients").asInt()).isEqualTo(1_000);
        assertThat(planned.path("recipients").path("receive").asInt()).isEqualTo(998);
        assertThat(planned.path("recipients").path("visitors").asInt()).isEqualTo(10);
        assertThat(planned.path("recipients").path("byDistrict")).hasSize(2);
        assertThat(planned.path("recipients")
                        .path("byDistrict")
                        .path(0)
                        .path("recipients")
                        .asInt())
                .isEqualTo(500);
        assertThat(planned.path("state").asText()).isEqualTo("approved");
        assertThat(planned.path("textAsReceived").asText()).startsWith("【北京市应急管理事务中心】市气象台");
        // 998 segments at 0.978 × 550 a second
        assertThat(planned.path("estimatedSeconds").asInt()).isEqualTo(2);
        assertThat(planned.path("verdicts")).hasSizeGreaterThan(10).allSatisfy(verdict -> {
            assertThat(verdict.path("outcome").asText()).isEqualTo("allowed");
            assertThat(verdict.path("clauses")).isNotEmpty();
        });

        long id = Long.parseLong(face.post("upstream", "/api/alerts", alert("Blue", "\"wholeNetwork\": true", ""))
                .json()
                .path("broadcasts")
                .path(0)
                .path("id")
                .asText());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> number("SELECT coalesce(max(recipients), 0) FROM broadcast WHERE broadcast_id = " + id)
                        == 1_000);
        assertThat(number("SELECT count(*) FROM submission WHERE state = 'SUPPRESSED' AND broadcast_id = " + id))
                .isEqualTo(2);
    }

    @Test
    void countsNamedPeopleOnce_andTheirMoney() {
        Face.Answer put = face.call(
                "operator",
                "PUT",
                "/api/groups/watchers?authorisationReference=A",
                "text/csv",
                BodyPublishers.ofString("8613800000001\n8613800000002\n8613800000003\n"));
        assertThat(put.status()).isEqualTo(200);
        JsonNode planned = broadcast(asTheRegistersKeeper(alert(
                "Blue",
                "\"groups\": [\"watchers\"], \"numbers\": [\"8613800000001\", \"8613800000009\", \"8613800009999\"]",
                "\"authorisationReference\": \"A\",")));

        assertThat(planned.path("kind").asText()).isEqualTo("targeted");
        assertThat(planned.path("recipients").path("recipients").asInt()).isEqualTo(5);
        assertThat(planned.path("recipients").path("duplicates").asInt()).isEqualTo(1);
        assertThat(planned.path("recipients").path("optedOut").asInt()).isEqualTo(1);
        assertThat(planned.path("cost").path("amount").asText()).isEqualTo("1.20");
        assertThat(planned.path("state").asText()).isEqualTo("pending-approval");
    }

    @Test
    void saysWhichPolicyWantsAPerson_byWhichClause() {
        JsonNode planned = broadcast(face.post("drafter", PREVIEW, alert("Blue", "\"wholeNetwork\": true", "")));
        JsonNode unattended = verdict(planned, "unattended");
        assertThat(unattended.path("outcome").asText()).isEqualTo("needs-person");
        assertThat(unattended.path("clauses").toString()).contains("C-03a");
        assertThat(unattended.path("reasons").path(0).path("zh").asText()).isNotBlank();
    }

    @Test
    void leavesNoTrace_whateverItAnswers() {
        List<String> bodies = List.of(
                alert("Red", "\"wholeNetwork\": true", ""),
                alert("Blue", "\"numbers\": [\"8613800000001\"]", ""),
                alert("Blue", "\"geocodes\": [\"110105\"]", ""),
                alert("Blue", "", ""),
                alert("Blue", "\"wholeNetwork\": true", "\"kind\": \"targeted\","),
                "{\"identifier\":",
                alert(
                        "Blue",
                        "\"wholeNetwork\": true",
                        "\"finishBy\": \"2020-01-01T00:00:00+08:00\", \"sendAfter\": \"2021-01-01T00:00:00+08:00\","));
        Map<String, Long> before = rows();
        bodies.forEach(
                body -> assertThat(face.post("drafter", PREVIEW, body).status()).isIn(200, 400, 422));
        assertThat(face.post("drafter", PREVIEW, "").status()).isIn(400, 415);

        assertThat(rows()).isEqualTo(before);
        Boolean queued = jms.browse(
                "hub.accepted", (session, browser) -> browser.getEnumeration().hasMoreElements());
        assertThat(queued).isFalse();
    }

    @Test
    void tellsNothingAboutOnePerson_butToWhoeverKeepsTheRegister_andIsOnRecord() {
        long before = number("SELECT count(*) FROM audit WHERE action = 'previewed'");
        String declined = alert("Blue", "\"numbers\": [\"8613800000003\"]", "\"authorisationReference\": \"A\",");
        String other = alert("Blue", "\"numbers\": [\"8613800009999\"]", "\"authorisationReference\": \"A\",");
        JsonNode one = broadcast(face.post("drafter", PREVIEW, declined));
        assertThat(one.path("recipients"))
                .isEqualTo(broadcast(face.post("drafter", PREVIEW, other)).path("recipients"));
        assertThat(one.at("/recipients/recipients").asInt()).isEqualTo(1);
        assertThat(one.at("/recipients/optedOut").isNull()).isTrue();
        assertThat(one.at("/recipients/atMost").asBoolean()).isTrue();
        assertThat(broadcast(asTheRegistersKeeper(declined))
                        .at("/recipients/optedOut")
                        .asInt())
                .isEqualTo(1);

        List<String> asked = jdbc.sql(
                        "SELECT actor || ' ' || (detail ->> 'numbers') || ' ' || length(detail ->> 'content') FROM audit"
                                + " WHERE action = 'previewed' ORDER BY audit_id OFFSET :before")
                .param("before", before)
                .query(String.class)
                .list();
        assertThat(asked).hasSize(3).startsWith("drafter 1 32", "drafter 1 32");
    }

    @Test
    void isLimitedAsAlertsAre() {
        ExecutorService callers = Executors.newFixedThreadPool(64);
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 400)
                .mapToObj(call -> CompletableFuture.supplyAsync(
                        () -> face.post("drafter", PREVIEW, "[]").status(), callers))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join)).contains(400, 429);
        callers.shutdown();
        await().until(() -> face.post("drafter", PREVIEW, "[]").status() == 400);
    }

    @Test
    void refusesAsAnAlertIsRefused() {
        for (String body : List.of(
                "{\"identifier\":",
                "[]",
                "<alert/>",
                "{}",
                alert("Blue", "\"wholeNetwork\": true", "\"kind\": \"targeted\","))) {
            Face.Answer posted = face.post("upstream", "/api/alerts", body);
            Face.Answer previewed = face.post("upstream", PREVIEW, body);
            assertThat(previewed.status() + previewed.codes()).as(body).isEqualTo(posted.status() + posted.codes());
        }
        assertThat(face.call("upstream", "POST", PREVIEW, "text/plain", BodyPublishers.ofString("x"))
                        .status())
                .isEqualTo(415);
        assertThat(face.post("auditor", PREVIEW, alert("Blue", "\"wholeNetwork\": true", ""))
                        .status())
                .isEqualTo(403);
        assertThat(face.get("upstream", PREVIEW).status()).isEqualTo(405);
    }

    @Test
    void readsWhatAnAlertMayBeWrittenIn() {
        String xml =
                """
                <?xml version="1.0" encoding="UTF-8"?><alert><identifier>11000041600000_20261123150500</identifier><sender>北京市气象台</sender>
                <senderCode>11000041600000</senderCode><sendTime>2026-11-23 15:05:00+08:00</sendTime><status>Exercise</status><msgType>Alert</msgType>
                <scope>Public</scope><code><method><methodName>SMS</methodName><message>演练：大风蓝色预警信号</message><audienceGrp>WHOLE-NETWORK</audienceGrp></method></code>
                <info><eventType>11B06</eventType><severity>Blue</severity></info></alert>""";
        JsonNode planned =
                broadcast(face.call("upstream", "POST", PREVIEW, "application/xml", BodyPublishers.ofString(xml)));
        assertThat(planned.path("kind").asText()).isEqualTo("drill");
    }

    @Test
    void saysUntilWhenTheWindowHoldsIt_andThatItWouldBeTooLate() {
        grants(false);
        time.set(Instant.parse("2026-12-01T10:00:00Z"));
        JsonNode planned = broadcast(face.post(
                "upstream",
                PREVIEW,
                alert("Red", "\"wholeNetwork\": true", "\"finishBy\": \"2026-12-01T20:00:00+08:00\",")));

        assertThat(planned.path("state").asText()).isEqualTo("deferred");
        assertThat(planned.path("heldUntil").asText()).startsWith("2026-12-02T08:30:00");
        assertThat(planned.path("estimatedEnd").asText()).startsWith("2026-12-02T08:30:0");
        assertThat(planned.path("meetsFinishBy").asBoolean(true)).isFalse();
    }

    @Test
    void heedsTheScopeOfAGrant_andAReservedPeriod() {
        grants(false);
        time.set(Instant.parse("2026-12-01T10:00:00Z"));
        jdbc.sql("INSERT INTO send_grant (valid_from, valid_until, reference, granted_by, colour)"
                        + " VALUES ('2026-12-01', '2026-12-02T10:00Z', :reference, 'test', 'red')")
                .param("reference", "PREVIEW-" + System.nanoTime())
                .update();
        assertThat(held("Red")).isEmpty();
        assertThat(held("Blue")).startsWith("2026-12-02T08:30:00");

        jdbc.sql(
                        "INSERT INTO guarantee_period (name, reference, valid_from, valid_until, ends_at, reserved_for, proposed_by,"
                                + " confirmed_by) VALUES ('p', 'P', '2026-12-01', '2026-12-02T04:00Z', '2026-12-02T04:00Z', '{drafter}', 'a', 'b')")
                .update();
        assertThat(held("Red")).startsWith("2026-12-02T12:00:00");
    }

    /** By an operator who has the sending rights of a source. */
    private Face.Answer asTheRegistersKeeper(String body) {
        jdbc.sql("UPDATE account SET department = 'drafter' WHERE account = 'operator'")
                .update();
        try {
            return face.post("operator", PREVIEW, body);
        } finally {
            jdbc.sql("UPDATE account SET department = 'operator' WHERE account = 'operator'")
                    .update();
        }
    }

    private String held(String severity) {
        JsonNode planned = broadcast(face.post("upstream", PREVIEW, alert(severity, "\"wholeNetwork\": true", "")));
        return planned.path("heldUntil").isNull()
                ? ""
                : planned.path("heldUntil").asText();
    }

    private void grants(boolean there) {
        jdbc.sql(
                        "UPDATE send_grant SET valid_until = CASE WHEN :there THEN '9999-12-31' ELSE valid_from + interval '1 second' END WHERE reference = ANY (:all::text[])")
                .param("there", there)
                .param("all", grants.toArray(String[]::new))
                .update();
    }

    /** Rows of every table; those that the hub's own watch adds to meanwhile are not the preview's. */
    private Map<String, Long> rows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        jdbc.sql("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                        + " AND relname NOT IN ('flyway_schema_history', 'alarm', 'alarm_word', 'audit', 'audit_head')"
                        + " ORDER BY relname")
                .query(String.class)
                .list()
                .forEach(table -> rows.put(table, number("SELECT count(*) FROM " + table)));
        rows.put(
                "audit",
                number("SELECT count(*) FROM audit WHERE action NOT LIKE 'alarm-%' AND action <> 'previewed'"));
        return rows;
    }

    private JsonNode broadcast(Face.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json().path("broadcasts").path(0);
    }

    private static JsonNode verdict(JsonNode planned, String policy) {
        for (JsonNode verdict : planned.path("verdicts")) {
            if (verdict.path("policy").asText().equals(policy)) {
                return verdict;
            }
        }
        throw new AssertionError("no verdict of " + policy);
    }

    private void optOut(String number) {
        jdbc.sql("INSERT INTO opt_out VALUES (:index, now(), 'asked', 'test')")
                .param("index", sealing.index(number))
                .update();
    }

    private long number(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }

    private static String alert(String severity, String audience, String more) {
        return """
                {"identifier": "PREVIEW-1", "sender": "11000041600000", "sent": "2026-11-30T15:05:00+08:00", "status": "Actual",
                 "msgType": "Alert", "scope": "Public", "severity": "%s", "eventType": "11B06", %s "expires": "2099-01-01T00:00:00+08:00",
                 "smsText": "市气象台15时发布大风蓝色预警信号：预计房山区有6级阵风，请注意防范。", "audience": {%s}}"""
                .formatted(severity, more, audience);
    }
}
