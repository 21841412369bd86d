package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.alert.Times;
import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The stop at the ceiling (C-27) while eight workers race for the last segments: two ports, four consumers each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BudgetIT {
    private static final int PEOPLE = 900;
    private static final String TEXT = "市气象台23日15时%1$02d分发布大风黄色预警信号：预计今天傍晚至明天上午，我市大部分地区有5级左右偏北风，阵风8级左右，"
            + "山区阵风可达9级，请远离广告牌、临时搭建物和大树，%1$02d时前注意防范。";

    private final Smsc smsc = Smsc.start(SimulatorSettings.onAnyPort(
            "system-id", "gulou", "password", "demo", "latency", "20", "receipt-delay", "200"));
    private final HubProcess hub = new HubProcess("budget")
            .port("one", smsc.port(), 400, 2, 16)
            .port("two", smsc.port(), 400, 2, 16)
            .setting("hub.ports[0].kind", "targeted")
            .setting("hub.ports[1].kind", "targeted")
            .setting("hub.dispatch.consumers", 4);

    /** Stands in the text: what the carrier counts as doubled is the same text to the same number. */
    private int minute = 10;

    @BeforeAll
    void start() {
        hub.start();
        // a contract year with today in it, whenever that is
        hub.ledger().execute("UPDATE contract SET year_from = current_date - 100, year_until = current_date + 100");
    }

    @AfterAll
    void stop() {
        hub.close();
        smsc.close();
    }

    @BeforeEach
    void count() {
        smsc.reset();
    }

    @AfterEach
    void addsUp() {
        assertThat(hub.ledger().invariantsBroken()).isEmpty();
        assertThat(hub.ledger().query("SELECT detail FROM v_invariants_money")).isEmpty();
        assertThat(halves()).as("people with half a message").isZero();
    }

    @Test
    void sendsNotOneSegmentOver_whenTwoBroadcastsRaceForTheLastMoney() {
        units(1_001);
        List<String> broadcasts = Stream.of("RACE-1", "RACE-2").map(this::send).toList();
        broadcasts.forEach(id ->
                await().atMost(Duration.ofSeconds(120)).until(() -> state(id).equals("stopped")));

        assertThat(smsc.counts().total().accepted())
                .as("500 people, two segments each")
                .isEqualTo(1_000);
        assertThat(smsc.counts().total().doubled()).isZero();
        assertThat(spentAndReserved()).isEqualTo("300.0000 + 0.0000");
    }

    @Test
    @Tag("long")
    void countsWhatTheLedgerSays_whenKilledInTheMiddle() {
        units(1_001);
        String broadcast = send("KILLED");
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> smsc.counts().total().accepted() > 300);
        hub.kill();
        hub.start();
        await().atMost(Duration.ofSeconds(120)).until(() -> state(broadcast).equals("stopped"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> hub.ledger().number("SELECT count(*) FROM submission WHERE state = 'SUBMITTED'") == 0);

        long uncertain = hub.ledger().number("SELECT count(*) FROM submission WHERE state = 'UNCERTAIN'");
        assertThat(smsc.counts().total().accepted()).isBetween(1_000 - uncertain, 1_000L);
        assertThat(smsc.counts().total().doubled()).isZero();
        assertThat(hub.ledger().number("SELECT ((spent + reserved) / 0.30)::int FROM budget"))
                .isEqualTo(1_000);
        assertThat(hub.ledger().number("SELECT (reserved / 0.30)::int FROM budget"))
                .as("what is uncertain stays reserved")
                .isEqualTo(uncertain);
        System.out.println("BUDGET killed uncertain=" + uncertain);
    }

    @Test
    void staysExact_whenTheCarrierThrottlesAndRefuses() {
        units(601);
        smsc.change(Map.of("reject-suffix", "3:0x0B"));
        smsc.throttleAll();
        String broadcast = send("THROTTLED");
        await().atMost(Duration.ofSeconds(60)).until(() -> smsc.counts().total().throttled() > 50);
        smsc.resume();
        await().atMost(Duration.ofSeconds(120)).until(() -> state(broadcast).equals("stopped"));
        smsc.change(Map.of("reject-suffix", ""));

        assertThat(smsc.counts().total().accepted()).isBetween(1L, 601L);
        assertThat(hub.ledger().number("SELECT ((spent + reserved) / 0.30)::int FROM budget"))
                .isEqualTo(smsc.counts().total().accepted());
    }

    /** A targeted broadcast to all these numbers, approved; gives back its id. */
    private String send(String identifier) {
        String numbers = IntStream.range(0, PEOPLE)
                .mapToObj(n -> "\"" + (8613800000000L + n) + "\"")
                .collect(Collectors.joining(","));
        JsonNode posted = hub.face()
                .post(
                        "drafter",
                        "/api/alerts",
                        """
                        {"identifier": "%s", "sender": "11000041600000", "sent": "%s", "status": "Actual", "msgType": "Alert",
                         "scope": "Public", "kind": "targeted", "approvalReference": "TEST-1", "authorisationReference": "TEST-2",
                         "severity": "Moderate", "eventType": "11B06", "smsText": "%s", "audience": {"numbers": [%s]}}"""
                                .formatted(
                                        identifier,
                                        OffsetDateTime.now(Times.BEIJING).truncatedTo(ChronoUnit.SECONDS),
                                        TEXT.formatted(++minute),
                                        numbers));
        String id = posted.at("/broadcasts/0/id").asText();
        await().atMost(Duration.ofSeconds(60)).until(() -> state(id).equals("pending-approval"));
        String hash = hub.face()
                .get("approver", "/api/broadcasts/" + id)
                .at("/contentHash")
                .asText();
        JsonNode approved = hub.face()
                .post(
                        "approver",
                        "/api/broadcasts/" + id + "/approval",
                        "{\"decision\": \"approve\", \"uncertainPolicy\": \"hold\", \"approvedHash\": \"" + hash
                                + "\"}");
        assertThat(approved.at("/state").asText()).as(approved.toString()).isEqualTo("approved");
        return id;
    }

    private String state(String id) {
        return hub.face().get("approver", "/api/broadcasts/" + id).at("/state").asText();
    }

    private void units(int units) {
        // in this order: a late receipt of the test before moves no money once its segment costs none
        hub.ledger().execute("UPDATE submission SET units = NULL");
        hub.ledger().execute("DELETE FROM charge");
        hub.ledger().execute("UPDATE budget SET spent = 0, reserved = 0, ceiling = 0.30 * " + units);
    }

    private String spentAndReserved() {
        return hub.ledger()
                .query("SELECT spent || ' + ' || reserved FROM budget")
                .get(0);
    }

    private long halves() {
        return hub.ledger()
                .number(
                        """
                        SELECT count(*) FROM (
                            SELECT FROM submission GROUP BY broadcast_id, recipient_no
                            HAVING bool_or(state = 'BUDGET_STOP') AND NOT bool_and(state = 'BUDGET_STOP')) AS half""");
    }
}
