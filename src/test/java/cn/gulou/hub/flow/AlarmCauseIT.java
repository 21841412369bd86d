package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls a person; it ends with its cause, and nobody ends it before, but for what lasts until a person does. */
class AlarmCauseIT extends HubIT {
    private LedgerRows rows;
    private AlarmList alarms;

    @BeforeEach
    void open() {
        rows = new LedgerRows(jdbc, sealing);
        alarms = new AlarmList(face);
    }

    /** Ending it would stop the hour of a breach, or hide that all sending stands still. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-held",
                "finish-by-late",
                "expires-unsent",
                "urgent-deferred",
                "sending-stopped",
                "alert-quarantined",
                "reference-unknown",
                "breach",
                "breach-overdue"
            })
    void whatTheHubSeesEnd_nobodyEndsByHand(String kind) {
        long alarm = jdbc.sql("SELECT raise_alarm(:kind, 'test:ends', '{}', now())")
                .param("kind", kind)
                .query(Long.class)
                .single();
        assertThat(face.post("admin", "/api/alarms/" + alarm + "/end", "{\"reason\":\"enough\"}")
                        .codes())
                .isIn("alarm-ends-by-itself", "alarm-ended");
    }

    @Test
    void redThatWaitsForApprovalCallsAtOnce_againBeforeItExpires_andEndsWhenDecided() {
        Desk desk = new Desk(port, time);
        Instant expires = Instant.now().plus(Duration.ofMinutes(20));
        String id = desk.alert("drafter", "Red", "\"expires\": \"" + expires + "\",");
        JsonNode alarm = alarms.awaitAlarm("approval-waits", "broadcast:" + id);
        assertThat(alarm.path("owner").asText()).isEqualTo("approver");
        assertThat(alarm.path("secondsLeft").asLong())
                .as("half of what is left")
                .isBetween(500L, 600L);
        desk.awaitState(desk.alert("drafter", "Blue", ""), "pending-approval");

        time.set(Instant.now().plus(Duration.ofMinutes(11)));
        await().untilAsserted(() -> assertThat(alarms.awaitAlarm("approval-waits", "broadcast:" + id)
                        .path("escalatedAt")
                        .isNull())
                .isFalse());
        String rejection = "{\"decision\": \"reject\", \"reason\": \"wrong district\", \"approvedHash\": \"%s\"}"
                .formatted(desk.broadcast(id).at("/contentHash").asText());
        assertThat(desk.post("approver", "/api/broadcasts/" + id + "/approval", rejection)
                        .status())
                .isEqualTo(200);
        alarms.awaitEnded("approval-waits", "broadcast:" + id);
        assertThat(alarms.in("open").stream().map(one -> one.path("kind").asText()))
                .doesNotContain("approval-waits", "expired-unsent");
    }

    @Test
    void whatExpiresUnsentLeavesAnAlarm_untilAPersonEndsIt() {
        Desk desk = new Desk(port, time);
        Instant expires = Instant.now().plus(Duration.ofMinutes(20));
        String id = desk.alert("drafter", "Red", "\"expires\": \"" + expires + "\",");
        alarms.awaitAlarm("approval-waits", "broadcast:" + id);

        time.set(expires.plusSeconds(1));
        desk.awaitState(id, "expired");
        alarms.awaitEnded("approval-waits", "broadcast:" + id);
        JsonNode lasting = alarms.awaitAlarm("expired-unsent", "broadcast:" + id);
        assertThat(lasting.at("/detail/was").asText()).isEqualTo("pending_approval");
        assertThat(face.post(
                                "approver",
                                "/api/alarms/" + lasting.path("alarmId").asText() + "/end",
                                "{\"reason\": \"told by loudspeaker\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aBroadcastThatFailedCallsAPerson() {
        long alert = rows.alert("upstream", "held-" + UUID.randomUUID());
        long failed = rows.broadcast(alert, "APPROVED", null);
        rows.state(failed, "FAILED");
        alarms.awaitAlarm("broadcast-failed", "broadcast:" + failed);
    }

    @Test
    void uncertainSegmentsThatNoPolicySettlesCallAPerson() {
        long broadcast = rows.broadcast(rows.alert("upstream", "uncertain-" + UUID.randomUUID()), "SENT", 1);
        rows.person(broadcast, 0, "UNCERTAIN", "no-answer");
        rows.chunk(broadcast, 0, 0, "DONE");
        jdbc.sql("INSERT INTO uncertain (broadcast_id, chunk_no, due_at) VALUES (:id, 0, now())")
                .param("id", broadcast)
                .update();
        alarms.awaitAlarm("uncertain-waits", "broadcast:" + broadcast);

        face.post(
                "operator",
                "/api/broadcasts/" + broadcast + "/uncertain",
                "{\"decision\":\"abandon\",\"reason\":\"late\"}");
        alarms.awaitEnded("uncertain-waits", "broadcast:" + broadcast);
    }

    @Test
    void parkedMessagesCallAnEngineer_untilTheQueueIsEmpty() {
        jms.convertAndSend("hub.parked", "left here");
        alarms.awaitAlarm("message-parked", "queue:hub.parked");

        jms.setReceiveTimeout(10_000);
        while (jdbc.sql("SELECT count(*) FROM alarm WHERE kind = 'message-parked' AND ended_at IS NULL")
                        .query(Integer.class)
                        .single()
                > 0) {
            jms.setReceiveTimeout(200);
            jms.receive("hub.parked");
        }
        alarms.awaitEnded("message-parked", "queue:hub.parked");
    }
}
