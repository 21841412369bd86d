package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.Refusal;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people and upstream systems are told of a broadcast, from a ledger in every state. */
class ReportIT extends HubIT {
    private static final String OPERATOR = "operator";
    private static final Instant START = Instant.parse("2026-11-23T07:30:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    ProducerTemplate routes;

    private LedgerRows ledger;

    @BeforeEach
    void open() {
        ledger = new LedgerRows(jdbc, sealing);
    }

    @AfterEach
    void keepsWhatMustHold() {
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void countsSegmentsByStateAndRecipientsByTheirWorst() {
        long broadcast = broadcastInEveryState();
        JsonNode view = json("get-broadcast", OPERATOR, Map.of("broadcastId", "" + broadcast));
        assertThat(view.at("/recipients").asInt()).isEqualTo(6);
        assertThat(view.at("/segments").asInt()).isEqualTo(12);
        assertThat(view.at("/counts/delivered").asInt()).isEqualTo(3);
        assertThat(view.at("/counts/undelivered").asInt()).isEqualTo(3);
        assertThat(view.at("/recipientCounts/delivered").asInt()).isEqualTo(1);
        assertThat(view.at("/recipientCounts/undelivered").asInt()).isEqualTo(2);
        assertThat(view.at("/recipientCounts/uncertain").asInt()).isEqualTo(1);
        assertThat(view.at("/percent").asDouble()).isEqualTo(83.3);
        assertThat(view.at("/ratePerSecond").asDouble()).isEqualTo(4.0);
        assertThat(view.at("/startedAt").asText()).isEqualTo("2026-11-23T15:30:00+08:00");
        assertThat(view.at("/textAsReceived").asText()).isEqualTo("【北京市应急管理事务中心】大风黄色预警。");
        assertThat(view.at("/contentHash").asText()).hasSize(64);
    }

    @Test
    void reportCountsEverySegmentOnce() {
        long broadcast = broadcastInEveryState();
        JsonNode report = json("get-report", OPERATOR, Map.of("broadcastId", "" + broadcast));
        assertThat(report.at("/segments").asInt()).isEqualTo(12);
        long once = 0;
        for (String part : new String[] {"delivered", "failed", "suppressed", "notSent", "uncertain", "open"}) {
            once += report.at("/" + part).asLong();
        }
        assertThat(once).isEqualTo(12);
        assertThat(report.at("/submitted").asInt()).isEqualTo(6);
        assertThat(report.at("/failedByReason/err-001").asInt()).isEqualTo(3);
        assertThat(report.at("/failedByReason/smpp-0x0B").asInt()).isEqualTo(2);
        assertThat(report.at("/suppressedByReason/opt-out").asInt()).isEqualTo(2);
        assertThat(report.at("/receiptMillisP50").asInt()).isEqualTo(200);
        assertThat(report.at("/bySegment/0/counts/delivered").asInt()).isEqualTo(2);
        assertThat(report.at("/bySegment/1/counts/delivered").asInt()).isEqualTo(1);
    }

    @Test
    void reportAsCsvStartsWithByteOrderMarkAndNamesItsFile() {
        long broadcast = broadcastInEveryState();
        Exchange answer = call("get-report", OPERATOR, Map.of("broadcastId", "" + broadcast, "format", "csv"));
        byte[] csv = answer.getMessage().getBody(byte[].class);
        assertThat(csv).startsWith(0xEF, 0xBB, 0xBF);
        assertThat(new String(csv, StandardCharsets.UTF_8)).contains("概况 summary,用户 recipients,6\r\n");
        assertThat(answer.getMessage().getHeader("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(answer.getMessage().getHeader("Content-Disposition"))
                .isEqualTo("attachment; filename=\"report-" + broadcast + ".csv\"");
    }

    @Test
    void listsSubmissionsMaskedAndNamesWhoLooked() {
        long broadcast = broadcastInEveryState();
        JsonNode page =
                json("list-submissions", OPERATOR, Map.of("broadcastId", "" + broadcast, "state", "undelivered"));
        assertThat(page.at("/items")).hasSize(3);
        assertThat(page.at("/items/0/number").asText()).isEqualTo("138****0001");
        assertThat(page.at("/items/0/recipientRef").asText()).isEqualTo(Long.toString(broadcast, 36) + "-1");
        assertThat(page.at("/items/0/reason").asText()).isEqualTo("err-001");
        assertThat(page.toString()).doesNotContain("86138000");
        assertThat(jdbc.sql("SELECT actor FROM audit WHERE action = 'submissions-read' ORDER BY audit_id DESC LIMIT 1")
                        .query(String.class)
                        .single())
                .isEqualTo(OPERATOR);
    }

    @Test
    void listsBroadcastsNewestFirstInPagesOfFifty() {
        long alert = ledger.alert("upstream", "many");
        for (int i = 0; i < 51; i++) {
            ledger.broadcast(alert, "REJECTED", null);
        }
        long newest = ledger.broadcast(alert, "PENDING_APPROVAL", null);
        JsonNode first = json("list-broadcasts", OPERATOR, Map.of());
        assertThat(first.at("/total").asInt()).isEqualTo(52);
        assertThat(first.at("/items")).hasSize(50);
        assertThat(first.at("/more").asBoolean()).isTrue();
        assertThat(first.at("/items/0/broadcastId").asText()).isEqualTo("" + newest);
        assertThat(json("list-broadcasts", OPERATOR, Map.of("page", "1")).at("/items"))
                .hasSize(2);
        assertThat(json("list-broadcasts", OPERATOR, Map.of("page", "9")).at("/items"))
                .isEmpty();
        assertThat(json("list-broadcasts", OPERATOR, Map.of("state", "pending-approval", "kind", "whole-network"))
                        .at("/items"))
                .hasSize(1);
        assertThat(json("list-broadcasts", OPERATOR, Map.of("to", "2020-01-01T00:00:00+08:00"))
                        .at("/total")
                        .asInt())
                .isZero();
    }

    @Test
    void upstreamSeesItsOwnAlertsOnly() {
        long own = ledger.alert("upstream", "own");
        long foreign = ledger.alert("another", "foreign");
        long ownBroadcast = ledger.broadcast(own, "PENDING_APPROVAL", null);
        long foreignBroadcast = ledger.broadcast(foreign, "PENDING_APPROVAL", null);
        assertThat(json("get-alert", "upstream", Map.of("alertId", "" + own))
                        .at("/broadcasts/0/broadcastId")
                        .asText())
                .isEqualTo("" + ownBroadcast);
        assertThat(status("get-alert", "upstream", Map.of("alertId", "" + foreign)))
                .isEqualTo(404);
        assertThat(status("get-broadcast", "upstream", Map.of("broadcastId", "" + foreignBroadcast)))
                .isEqualTo(404);
        assertThat(status("list-submissions", "upstream", Map.of("broadcastId", "" + foreignBroadcast)))
                .isEqualTo(404);
        assertThat(status("get-report", "upstream", Map.of("broadcastId", "" + foreignBroadcast)))
                .isEqualTo(404);
        assertThat(json("list-broadcasts", "upstream", Map.of()).at("/total").asInt())
                .isEqualTo(1);
        assertThat(json("list-broadcasts", OPERATOR, Map.of()).at("/total").asInt())
                .isEqualTo(2);
    }

    @Test
    void refusesWhatCannotBeAnswered() {
        assertThat(status("get-broadcast", OPERATOR, Map.of("broadcastId", "1; DROP")))
                .isEqualTo(404);
        assertThat(status("get-report", OPERATOR, Map.of("broadcastId", "1", "format", "pdf")))
                .isEqualTo(422);
        assertThat(status("list-broadcasts", OPERATOR, Map.of("state", "lost", "from", "yesterday")))
                .isEqualTo(400);
    }

    @Test
    void saysUntilWhenItIsHeld() {
        time.set(Instant.parse("2026-11-23T12:00:00Z"));
        long broadcast = ledger.broadcast(ledger.alert("upstream", "evening"), "PAUSED", null);
        changeApproved("permit", "UPDATE permit SET not_before = '2026-11-24T00:30:00Z', expires_at = '2026-11-25'");
        JsonNode view = json("get-broadcast", OPERATOR, Map.of("broadcastId", "" + broadcast));
        assertThat(view.at("/permitRefusal/code").asText()).isEqualTo("before-send-after");
        assertThat(view.at("/heldUntil").asText()).isEqualTo("2026-11-24T08:30:00+08:00");
    }

    private long broadcastInEveryState() {
        long broadcast = ledger.broadcast(ledger.alert("upstream", "every-state"), "PAUSED", 6);
        ledger.recipient(broadcast, 0);
        ledger.segment(broadcast, 0, 1, "DELIVERED", null, 100);
        ledger.segment(broadcast, 0, 2, "DELIVERED", null, 200);
        ledger.person(broadcast, 1, "UNDELIVERED", "err-001");
        ledger.person(broadcast, 2, "SUPPRESSED", "opt-out");
        ledger.person(broadcast, 3, "UNCERTAIN", "link-lost");
        ledger.person(broadcast, 4, "REJECTED", "smpp-0x0B");
        ledger.recipient(broadcast, 5);
        ledger.segment(broadcast, 5, 1, "DELIVERED", null, 300);
        ledger.segment(broadcast, 5, 2, "UNDELIVERED", "err-001", null);
        ledger.claim(broadcast, 12, START, START.plusSeconds(2));
        return broadcast;
    }

    private JsonNode json(String route, String account, Map<String, Object> headers) {
        try {
            return JSON.readTree(call(route, account, headers).getMessage().getBody(byte[].class));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private int status(String route, String account, Map<String, Object> headers) {
        Exchange answer = call(route, account, headers);
        for (Throwable cause = answer.getException(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal.statusCode();
            }
        }
        return answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
    }

    private Exchange call(String route, String account, Map<String, Object> headers) {
        return routes.request("direct:" + route, exchange -> {
            exchange.setVariable("account", account);
            exchange.setVariable("roles", account);
            exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
        });
    }
}
