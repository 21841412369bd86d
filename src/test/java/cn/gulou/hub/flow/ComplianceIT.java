package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import cn.gulou.hub.compliance.Approvals;
import cn.gulou.hub.compliance.Grants;
import cn.gulou.hub.compliance.Steering;
import cn.gulou.hub.compliance.TwoPeople;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jms.core.JmsTemplate;

/** From an accepted alert to a broadcast that may send: rules, approval, window, grants, pause, expiry. */
class ComplianceIT extends HubIT {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final Set<String> BEGUN = Set.of("EXPANDING", "SENDING", "SENT", "COMPLETED");
    private static final String EVERYONE =
            audience("\"wholeNetwork\": true", "\"resolvable\": true, \"unresolved\": []");
    private static final String CHAOYANG = audience(
            "\"wholeNetwork\": false, \"geocodes\": [\"110105\"]",
            """
            "resolvable": false, "unresolved":
                [{"code": "area-unresolvable", "where": "", "zh": "区域尚不能解析。", "en": "The area cannot be resolved."}]""");

    @Autowired
    private JmsTemplate jms;

    @Autowired
    private Approvals approvals;

    @Autowired
    private Steering steering;

    @Autowired
    private Grants grants;

    @Autowired
    private TwoPeople twoPeople;

    @BeforeEach
    void noon() {
        jdbc.sql("DELETE FROM send_grant").update();
        time.set(beijing("12:00"));
    }

    @AfterEach
    void demoGrantAgain() {
        jdbc.sql(
                        """
                        INSERT INTO send_grant (valid_from, valid_until, reference, granted_by)
                        VALUES ('1970-01-01', '9999-12-31', 'DEMO-24-HOUR-GRANT', 'settings')
                        ON CONFLICT DO NOTHING""")
                .update();
    }

    @Test
    void anAlertOfAnUnattendedSourceGoesOn() {
        decide(alert("upstream", "ACTUAL", "{}", EVERYONE));
        awaitBegun();
        assertThat(alertState()).isEqualTo("ACCEPTED");
        assertThat(one("SELECT approval_reference FROM approval")).isEqualTo("DEMO-STANDING-APPROVAL");
        assertThat(
                        one(
                                "SELECT text || '|' || signature || '|' || signature_by || '|' || billable_segments FROM broadcast"))
                .isEqualTo("市气象台发布大风黄色预警信号。|【北京市应急管理事务中心】|hub|1");
        assertThat(
                        one(
                                "SELECT (expires_at - interval '24 hours' = received_at)::text FROM broadcast JOIN alert USING (alert_id)"))
                .isEqualTo("true");
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void aDraftIsRefusedWithTheReason() {
        decide(alert("upstream", "DRAFT", "{}", EVERYONE));
        await().until(() -> alertState().equals("REFUSED"));
        assertThat(state()).isEqualTo("REFUSED");
        assertThat(one("SELECT reasons -> 0 ->> 'code' FROM broadcast")).isEqualTo("status-not-actual");
        assertThat(one("SELECT count(*)::text FROM permit")).isEqualTo("0");
    }

    @Test
    void defersToNextMorning_whenOutsideWindow() {
        time.set(beijing("23:00"));
        decide(alert("upstream", "ACTUAL", "{}", EVERYONE));
        awaitState("DEFERRED");
        assertThat(one("SELECT reasons -> 0 ->> 'code' FROM broadcast")).isEqualTo("outside-window");

        time.set(beijing("08:29").plus(Duration.ofDays(1)).plusSeconds(57));
        await().during(Duration.ofMillis(1500)).until(() -> state().equals("DEFERRED"));
        awaitBegun();
        assertThat(one("SELECT to_char(queued_at AT TIME ZONE 'Asia/Shanghai', 'HH24:MI') FROM broadcast"))
                .isEqualTo("08:30");
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void aGrantLiftsTheWindow() {
        time.set(beijing("23:00"));
        decide(alert("upstream", "ACTUAL", "{}", EVERYONE));
        awaitState("DEFERRED");
        Instant now = beijing("23:00");
        grant("targeted", now, "G-1");
        await().during(Duration.ofMillis(1500)).until(() -> state().equals("DEFERRED"));
        grant("whole-network", now, "G-2");
        awaitBegun();
        refused(409, "grant-reference-taken", () -> grant("targeted", now, "G-1"));
        assertThat(grants.list()).hasSize(2);
    }

    @Test
    void waitsForSendAfter() {
        decide(alert(
                "upstream", "ACTUAL", "{\"sendAfter\": \"" + beijing("12:00").plusSeconds(5) + "\"}", EVERYONE));
        awaitState("DEFERRED");
        assertThat(one("SELECT reasons -> 0 ->> 'code' FROM broadcast")).isEqualTo("before-send-after");
        awaitBegun();
    }

    @Test
    void expiresWhileItWaits() {
        decide(alert("drafter", "ACTUAL", "{}", EVERYONE));
        awaitState("PENDING_APPROVAL");
        String seen = hash();
        time.set(beijing("12:00").plus(Duration.ofHours(25)));
        awaitState("EXPIRED");
        refused(409, "state-forbids", () -> approve(seen, "\"approvalReference\": \"R-1\""));
    }

    @Test
    void aPersonApprovesWithTheReferenceOfTheAuthorities() {
        decide(alert("drafter", "ACTUAL", "{}", EVERYONE));
        awaitState("PENDING_APPROVAL");
        assertThat(list("SELECT jsonb_array_elements(reasons) ->> 'code' FROM broadcast"))
                .containsExactly("source-attended", "approval-reference-missing");
        refused(422, "approval-reference-missing", () -> approve(hash(), "\"reason\": \"checked\""));
        refused(409, "approval-stale", () -> approve("0".repeat(64), "\"approvalReference\": \"R-1\""));
        String seen = hash();
        approve(seen, "\"approvalReference\": \"R-1\", \"uncertainPolicy\": \"hold\", \"party\": \"B\"");
        assertThat(one("SELECT uncertain_policy FROM broadcast")).isEqualTo("HOLD");
        assertThat(hash()).isNotEqualTo(seen);
        assertThat(one("SELECT decided_by || party || approval_reference FROM approval"))
                .isEqualTo("approverBR-1");
        assertThat(one("SELECT actor FROM audit WHERE action = 'moved' AND detail ->> 'to' = 'APPROVED'"
                        + " AND subject = 'broadcast:5001' ORDER BY audit_id DESC LIMIT 1"))
                .isEqualTo("approver");
        refused(409, "state-forbids", () -> approve(hash(), "\"approvalReference\": \"R-1\""));
        awaitBegun();
    }

    @Test
    void aTextChangedBehindTheApproversBackIsStale() {
        decide(alert("drafter", "ACTUAL", "{}", EVERYONE));
        awaitState("PENDING_APPROVAL");
        jdbc.sql("UPDATE broadcast SET text = '别的'").update();
        refused(409, "approval-stale", () -> approve(hash(), "\"approvalReference\": \"R-1\""));
    }

    @Test
    void anAreaThatCannotBeResolvedCannotBeApproved() {
        decide(alert("upstream", "ACTUAL", "{}", CHAOYANG));
        awaitState("PENDING_APPROVAL");
        refused(409, "area-unresolvable", () -> approve(hash(), "\"approvalReference\": \"R-1\""));
        assertThat(state()).isEqualTo("PENDING_APPROVAL");
        assertThat(one("SELECT count(*)::text FROM permit")).isEqualTo("0");
    }

    @Test
    void aPersonRejectsOrReturnsWithAReason() {
        decide(alert("drafter", "ACTUAL", "{}", EVERYONE));
        awaitState("PENDING_APPROVAL");
        refused(422, "reason-missing", () -> turnDown("reject", ""));
        turnDown("return", ", \"reason\": \"wrong time\"");
        assertThat(state()).isEqualTo("RETURNED");
    }

    @Test
    void whatIsPausedWaitsAndGoesOnFromWhereItWas() {
        time.set(beijing("23:00"));
        decide(alert("upstream", "ACTUAL", "{}", EVERYONE));
        awaitState("DEFERRED");
        refused(422, "reason-missing", () -> steering.pause(5001, "{}", "operator"));
        steering.pause(5001, "{\"reason\": \"asked for\"}", "operator");
        time.set(beijing("12:00"));
        await().during(Duration.ofMillis(1500)).until(() -> state().equals("PAUSED"));
        assertThat(steering.resume(5001, "{\"reason\": \"asked for\"}", "operator")
                        .state())
                .isEqualTo("approved");
        awaitBegun();
        refused(409, "state-forbids", () -> steering.resume(5001, "{\"reason\": \"again\"}", "operator"));
    }

    @Test
    void whatIsCancelledNeverSends() {
        decide(alert("drafter", "ACTUAL", "{}", EVERYONE));
        awaitState("PENDING_APPROVAL");
        steering.cancel(5001, "{\"reason\": \"over\"}", "operator");
        assertThat(state()).isEqualTo("CANCELLED");
        refused(409, "state-forbids", () -> steering.cancel(5001, "{\"reason\": \"over\"}", "operator"));
        refused(404, "broadcast-unknown", () -> steering.cancel(6001, "{\"reason\": \"over\"}", "operator"));
    }

    @Test
    void aCancelStopsWhatItRefersToAndSendsNothing() {
        time.set(beijing("23:00"));
        decide(alert("upstream", "ACTUAL", "{}", EVERYONE));
        awaitState("DEFERRED");
        decide(alert(
                "upstream",
                "ACTUAL",
                "{\"messageType\": \"CANCEL\", \"references\": [{\"identifier\": \"sample-1\"}]}",
                null));
        awaitState("CANCELLED");
        assertThat(one("SELECT state FROM alert ORDER BY alert_id OFFSET 1")).isEqualTo("ACCEPTED");
        assertThat(one("SELECT permit_refusal(5001, now())")).isEqualTo("ended");
    }

    @Test
    void aHeaderOnlyAlertIsAcceptedAndSendsNothing() {
        decide(alert("upstream", "ACTUAL", "{\"smsText\": null, \"headline\": null, \"description\": null}", null));
        await().until(() -> alertState().equals("ACCEPTED"));
    }

    @Test
    void decidingTwiceChangesNothing() {
        String judged = "SELECT count(*)::text FROM audit WHERE action = 'judged'";
        int before = Integer.parseInt(one(judged));
        long alertId = alert("drafter", "ACTUAL", "{}", EVERYONE);
        decide(alertId);
        decide(alertId);
        awaitState("PENDING_APPROVAL");
        jms.convertAndSend("hub.accepted", String.valueOf(alertId));
        await().during(Duration.ofMillis(500)).until(() -> state().equals("PENDING_APPROVAL"));
        assertThat(one(judged)).isEqualTo(String.valueOf(before + 1));
    }

    @Test
    void aBroadcastWhoseMessageWasLostIsToldAgain() {
        time.set(beijing("23:00"));
        decide(alert("upstream", "ACTUAL", "{}", EVERYONE));
        awaitState("DEFERRED");
        Instant nextNoon = beijing("12:00").plus(Duration.ofDays(1));
        jdbc.sql("UPDATE broadcast SET state = 'APPROVED', queued_at = :at")
                .param("at", nextNoon.minusSeconds(60).atZone(BEIJING).toOffsetDateTime())
                .update();
        time.set(nextNoon.minusSeconds(32));
        awaitBegun();
    }

    private void decide(long alertId) {
        jms.convertAndSend("hub.accepted", String.valueOf(alertId));
    }

    /** Stores an alert as ingest does, and a broadcast for the audience; changes are fields of its model. */
    private long alert(String source, String status, String changes, String audience) {
        long alertId = jdbc.sql(
                        """
                        INSERT INTO alert (source, way_in, dialect, sender, identifier, content_index, message_type, status,
                            model, raw_sealed, received_at)
                        SELECT :source, 'http', 'NATIONAL', 'test', identifier, '\\x00',
                            coalesce(CAST(:changes AS jsonb) ->> 'messageType', 'ALERT'), :status,
                            CAST(:model AS jsonb) || jsonb_build_object('sender', 'test', 'identifier', identifier,
                                'status', CAST(:status AS text), 'sent', CAST(:sent AS text)) || CAST(:changes AS jsonb),
                            '\\x00', CAST(:sent AS timestamptz)
                        FROM (SELECT 'sample-' || 1 + count(*) AS identifier FROM alert) AS next
                        RETURNING alert_id""")
                .param("source", source)
                .param("status", status)
                .param("model", MODEL)
                .param("sent", time.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .param("changes", changes)
                .query(Long.class)
                .single();
        if (audience != null) {
            jdbc.sql(
                            """
                            INSERT INTO broadcast (alert_id, kind, audience, created_at)
                            VALUES (:alertId, CASE :status WHEN 'ACTUAL' THEN 'whole-network' ELSE 'drill' END,
                                CAST(:audience AS jsonb), now())""")
                    .param("status", status)
                    .param("alertId", alertId)
                    .param("audience", audience)
                    .update();
        }
        return alertId;
    }

    private static final String MODEL =
            """
            {"dialect": "NATIONAL", "messageType": "ALERT", "scope": "PUBLIC", "references": [], "severity": "MODERATE",
             "eventType": "11B06", "language": "zh-CN", "headline": "大风黄色预警",
             "smsText": "【北京市应急管理事务中心】市气象台发布大风黄色预警信号。", "description": "预计今夜阵风可达8级。",
             "notice12379": false, "defects": [],
             "audience": {"wholeNetwork": true, "polygons": [], "circles": [], "describedOnly": false, "geocodes": [],
                          "groups": [], "numberCount": 0, "datum": null}}""";

    private static String audience(String who, String how) {
        return "{\"groups\": [], \"geocodes\": [], \"polygons\": [], \"circles\": [], \"numberCount\": 0, " + who + ", "
                + how + "}";
    }

    /** Applied for by one person, confirmed by another. */
    private void grant(String kind, Instant from, String reference) {
        String wanted = "{\"kind\": \"%s\", \"validFrom\": \"%s\", \"validUntil\": \"%s\", \"reference\": \"%s\"}"
                .formatted(kind, from, from.plusSeconds(3600), reference);
        long proposal = Long.parseLong(grants.post(wanted, "drafter").proposalId());
        twoPeople.decide(proposal, "{\"decision\": \"confirm\"}", "approver", "approver");
    }

    private void approve(String seen, String more) {
        approvals.decide(
                5001, "{\"decision\": \"approve\", \"approvedHash\": \"" + seen + "\", " + more + "}", "approver");
    }

    private void turnDown(String decision, String more) {
        approvals.decide(
                5001,
                "{\"decision\": \"" + decision + "\", \"approvedHash\": \"" + hash() + "\"" + more + "}",
                "approver");
    }

    private static void refused(int statusCode, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.statusCode()).isEqualTo(statusCode);
            assertThat(refusal.violations()).extracting(Violation::code).contains(code);
        });
    }

    private static Instant beijing(String clock) {
        return LocalDate.of(2026, 12, 1)
                .atTime(LocalTime.parse(clock))
                .atZone(BEIJING)
                .toInstant();
    }

    private void awaitState(String wanted) {
        await().untilAsserted(() -> assertThat(state()).isEqualTo(wanted));
    }

    private void awaitBegun() {
        await().untilAsserted(() -> assertThat(BEGUN).contains(state()));
    }

    private String state() {
        return one("SELECT state FROM broadcast WHERE broadcast_id = 5001");
    }

    private String alertState() {
        return one("SELECT state FROM alert ORDER BY alert_id LIMIT 1");
    }

    private String hash() {
        return one("SELECT content_hash FROM broadcast WHERE broadcast_id = 5001");
    }

    private String one(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }

    private List<String> list(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
