package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.flow.FreshData;
import cn.gulou.hub.simulator.Counts;
import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** kill -9 in the middle of a broadcast under HOLD: nothing lost, nothing doubled, what is uncertain is listed. */
class KillIT {
    private static final int PEOPLE = 3_000;
    private static final int SEGMENTS = 2 * PEOPLE;
    /** sessions × window of the demo port. */
    private static final int BOUND = 128;

    private static final String ALERT =
            """
            {"identifier": "11000041600000_20261123160000", "sender": "11000041600000", "sent": "%1$s",
             "status": "Actual", "msgType": "Alert", "scope": "Public", "kind": "whole-network",
             "approvalReference": "TEST-1", "severity": "Moderate", "eventType": "11B06", "headline": "大风黄色预警",
             "smsText": "市气象台发布大风黄色预警信号：预计今天傍晚至明天上午，我市大部分地区有5级左右偏北风，阵风8级左右，山区阵风可达9级，请远离广告牌、临时搭建物和大树，注意防范。",
             "audience": {"wholeNetwork": true}}""";

    @Test
    void losesNothingAndDoublesNothing_whenKilledInMidBroadcast() throws Exception {
        Path data = Path.of("target/fault/kill").toAbsolutePath();
        FreshData.in(data);
        try (Smsc smsc = Smsc.start(SimulatorSettings.onAnyPort(
                        "system-id", "gulou", "password", "demo", "latency", "20", "receipt-delay", "200"));
                HubProcess hub = new HubProcess(data, smsc.port())) {
            hub.start();
            hub.importSubscribers(people());
            String broadcastId = approve(hub);

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> smsc.counts().total().accepted() > SEGMENTS / 4);
            hub.kill();
            long acceptedAtKill = smsc.counts().total().accepted();
            hub.start();
            await().atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> settled(hub.get("operator", "/api/broadcasts/" + broadcastId)));

            assertThat(acceptedAtKill).isLessThan(SEGMENTS);
            nothingLostNothingDoubled(hub, broadcastId, smsc.counts().total());
            assertThat(hub.query("SELECT invariant || ' ' || detail FROM v_invariants"))
                    .isEmpty();
        }
    }

    private static void nothingLostNothingDoubled(HubProcess hub, String broadcastId, Counts.Numbers carrier) {
        JsonNode counts = hub.get("operator", "/api/broadcasts/" + broadcastId).path("counts");
        int uncertain = counts.path("uncertain").asInt();
        int lost = SEGMENTS - counts.path("delivered").asInt() - uncertain;
        System.out.println("FAULT kill-9 uncertain=" + uncertain + " limit=" + BOUND + " lost=" + lost + " doubled="
                + carrier.doubled());
        assertThat(carrier.doubled()).isZero();
        assertThat(lost).isZero();
        assertThat(uncertain).isBetween(0, BOUND);
        assertThat(carrier.distinct()).isBetween((long) SEGMENTS - uncertain, (long) SEGMENTS);
        assertThat(hub.get("operator", "/api/broadcasts/" + broadcastId + "/submissions?state=uncertain")
                        .path("items")
                        .size())
                .isEqualTo(Math.min(uncertain, 50));
    }

    private static String people() {
        return IntStream.range(0, PEOPLE)
                .mapToObj(n -> (8613800000000L + n) + ",false,")
                .collect(Collectors.joining("\n", "number,visitor,district\n", "\n"));
    }

    private static String approve(HubProcess hub) {
        String sent = java.time.OffsetDateTime.now(cn.gulou.hub.alert.Times.BEIJING)
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .toString();
        JsonNode answer = hub.post("drafter", "/api/alerts", ALERT.formatted(sent));
        assertThat(answer.path("broadcasts").size()).as(answer.toString()).isEqualTo(1);
        String broadcastId = answer.path("broadcasts").get(0).path("id").asText();
        await().atMost(Duration.ofSeconds(20)).until(() -> hub.get("approver", "/api/broadcasts/" + broadcastId)
                .path("state")
                .asText()
                .equals("pending-approval"));
        String hash = hub.get("approver", "/api/broadcasts/" + broadcastId)
                .path("contentHash")
                .asText();
        JsonNode approved = hub.post(
                "approver",
                "/api/broadcasts/" + broadcastId + "/approval",
                """
                {"decision": "approve", "reason": "test", "uncertainPolicy": "hold", "approvedHash": "%s"}"""
                        .formatted(hash));
        assertThat(approved.path("state").asText()).as(approved.toString()).isEqualTo("approved");
        return broadcastId;
    }

    private static boolean settled(JsonNode broadcast) {
        JsonNode counts = broadcast.path("counts");
        return counts.path("pending").asInt()
                                + counts.path("intent").asInt()
                                + counts.path("retry-wait").asInt()
                                + counts.path("submitted").asInt()
                        == 0
                && counts.size() > 0;
    }
}
