package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jms.core.JmsTemplate;

/** Alerts stored as ingest stores them, and what became of the first broadcast, while no grant lifts the window. */
final class ComplianceScenario {
    static final String EVERYONE = audience("\"wholeNetwork\": true", "\"resolvable\": true, \"unresolved\": []");
    static final String CHAOYANG = audience(
            "\"wholeNetwork\": false, \"geocodes\": [\"110105\"]",
            """
            "resolvable": false, "unresolved":
                [{"code": "area-unresolvable", "where": "", "zh": "区域尚不能解析。", "en": "The area cannot be resolved."}]""");

    private static final Set<String> BEGUN = Set.of("EXPANDING", "SENDING", "SENT", "COMPLETED");
    private static final String MODEL =
            """
            {"dialect": "NATIONAL", "messageType": "ALERT", "scope": "PUBLIC", "references": [], "severity": "MODERATE",
             "eventType": "11B06", "language": "zh-CN", "headline": "大风黄色预警",
             "smsText": "【北京市应急管理事务中心】市气象台发布大风黄色预警信号。", "description": "预计今夜阵风可达8级。",
             "notice12379": false, "defects": [],
             "audience": {"wholeNetwork": true, "polygons": [], "circles": [], "describedOnly": false, "geocodes": [],
                          "groups": [], "numberCount": 0, "datum": null}}""";

    private final JdbcClient jdbc;
    private final JmsTemplate jms;
    private final TestTime time;

    ComplianceScenario(JdbcClient jdbc, JmsTemplate jms, TestTime time) {
        this.jdbc = jdbc;
        this.jms = jms;
        this.time = time;
    }

    void withoutGrants() {
        jdbc.sql("DELETE FROM send_grant").update();
    }

    void demoGrantAgain() {
        jdbc.sql(
                        """
                        INSERT INTO send_grant (valid_from, valid_until, reference, granted_by)
                        VALUES ('1970-01-01', '9999-12-31', 'DEMO-24-HOUR-GRANT', 'settings')
                        ON CONFLICT DO NOTHING""")
                .update();
    }

    void decide(long alertId) {
        jms.convertAndSend("hub.accepted", String.valueOf(alertId));
    }

    /** Stores an alert as ingest does, and a broadcast for the audience; changes are fields of its model. */
    long alert(String source, String status, String changes, String audience) {
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

    private static String audience(String who, String how) {
        return "{\"groups\": [], \"geocodes\": [], \"polygons\": [], \"circles\": [], \"numberCount\": 0, " + who + ", "
                + how + "}";
    }

    static void refused(int statusCode, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.statusCode()).isEqualTo(statusCode);
            assertThat(refusal.violations()).extracting(Violation::code).contains(code);
        });
    }

    void awaitState(String wanted) {
        await().untilAsserted(() -> assertThat(state()).isEqualTo(wanted));
    }

    void awaitBegun() {
        await().untilAsserted(() -> assertThat(BEGUN).contains(state()));
    }

    String state() {
        return one("SELECT state FROM broadcast WHERE broadcast_id = 5001");
    }

    String alertState() {
        return one("SELECT state FROM alert ORDER BY alert_id LIMIT 1");
    }

    String hash() {
        return one("SELECT content_hash FROM broadcast WHERE broadcast_id = 5001");
    }

    String one(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }
}
