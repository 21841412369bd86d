package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.gulou.hub.alert.Times;
import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The window by the machine's own clock (C-11), in JVM zones far from Beijing's, and while somebody sets that clock. The
 * clock is faked for the hub alone, by libfaketime; where that is not installed the tests say so and are skipped.
 */
@Tag("long")
class WallClockIT {
    private static final int PEOPLE = 5_000;
    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

    private final Smsc smsc = Smsc.start(SimulatorSettings.onAnyPort(
            "system-id", "gulou", "password", "demo", "latency", "20", "receipt-delay", "200"));
    private Postgres postgres;
    private WallClock clock;
    private HubProcess hub;

    @BeforeEach
    void open() {
        assumeTrue(WallClock.isInstalled(), "skipped: libfaketime is not installed (apt-get install libfaketime)");
        postgres = new Postgres("wall-clock-database").start();
        clock = new WallClock(Path.of("target/fault/wall-clock-time").toAbsolutePath());
        hub = new HubProcess("wall-clock")
                .port("whole", smsc.port(), 500, 1, 128)
                .database(postgres.ledger())
                // the demo's grant is for always; this one is over
                .setting("hub.compliance.grants[0].reference", "OVER")
                .setting("hub.compliance.grants[0].from", "2020-01-01T00:00:00Z")
                .setting("hub.compliance.grants[0].until", "2020-01-02T00:00:00Z");
        clock.before(hub);
    }

    @AfterEach
    void close() {
        if (hub != null) {
            hub.close();
            postgres.close();
        }
        smsc.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York"})
    void standsStillOvernight_whateverZoneTheMachineIsIn(String zone) {
        start(zone, "17:25:00");
        clock.set(beijing(0, "17:29:55"), hub.face());
        String id = post();
        await().atMost(Duration.ofSeconds(30)).until(() -> accepted() > 200);
        awaitStill();
        assertThat(accepted()).isLessThan(PEOPLE);
        assertThat(claims("max", "true")).isBefore(beijing(0, "17:30:00"));
        assertThat(view(id).at("/heldUntil").asText()).isEqualTo("2026-12-02T08:30:00+08:00");

        clock.set(beijing(1, "08:29:50"), hub.face());
        awaitDelivered();
        Instant first = claims("min", "claimed_at > '2026-12-02'");
        assertThat(first).isBetween(beijing(1, "08:30:00"), beijing(1, "08:30:05"));
        Figures.print("window-" + zone, Duration.between(beijing(1, "08:30:00"), first), 5, nothingLost());
    }

    @ParameterizedTest
    @ValueSource(strings = {"09:30:00", "08:20:00"})
    void goesOnAsTheClockThenSays_whenItIsSetBackInMidBroadcast(String back) {
        start("UTC", "10:30:00");
        String id = post();
        await().atMost(Duration.ofSeconds(30)).until(() -> accepted() > 200);
        clock.set(beijing(0, back), hub.face());
        long set = System.nanoTime();

        if (back.startsWith("08")) {
            awaitStill();
            assertThat(accepted()).isLessThan(PEOPLE);
            assertThat(view(id).at("/permitRefusal/code").asText()).isEqualTo("outside-window");
            clock.set(beijing(0, "08:29:57"), hub.face());
        }
        awaitDelivered();
        await().atMost(Duration.ofSeconds(15))
                .until(() -> view(id).at("/state").asText().equals("completed"));
        Figures.print("clock-set-back-" + back, Duration.ofNanos(System.nanoTime() - set), 60, nothingLost());
    }

    private void start(String zone, String time) {
        clock.set(beijing(0, time));
        hub.environment("JAVA_TOOL_OPTIONS", "-Duser.timezone=" + zone).environment("TZ", zone);
        // each look at the clock costs ten times as much
        hub.start(Duration.ofMinutes(3));
        Broadcast.importPeople(hub.data(), PEOPLE);
    }

    private String post() {
        JsonNode answer = hub.face()
                .post(
                        "upstream",
                        "/api/alerts",
                        """
                        {"identifier": "CLOCK", "sender": "11000041600000", "sent": "2026-12-01T08:00:00+08:00",
                         "status": "Actual", "msgType": "Alert", "scope": "Public", "severity": "Blue", "eventType": "11B06",
                         "expires": "2026-12-03T08:00:00+08:00", "smsText": "市气象台发布大风蓝色预警信号，请注意防范。",
                         "audience": {"wholeNetwork": true}}""");
        assertThat(answer.at("/state").asText()).as(answer.toString()).isEqualTo("received");
        return answer.at("/broadcasts/0/id").asText();
    }

    private void awaitStill() {
        long[] last = {accepted(), System.nanoTime()};
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (accepted() != last[0]) {
                        last[0] = accepted();
                        last[1] = System.nanoTime();
                    }
                    return System.nanoTime() - last[1] > Duration.ofSeconds(3).toNanos();
                });
    }

    private void awaitDelivered() {
        await().atMost(Duration.ofSeconds(90))
                .until(() ->
                        hub.ledger().number("SELECT count(*) FROM submission WHERE state = 'DELIVERED'") == PEOPLE);
    }

    private String nothingLost() {
        assertThat(smsc.counts().total().doubled()).isZero();
        assertThat(hub.ledger().invariantsBroken()).isEmpty();
        assertThat(hub.ledger().query("SELECT detail FROM v_invariants_when")).isEmpty();
        return "lost=" + (PEOPLE - accepted()) + " doubled=0";
    }

    private JsonNode view(String id) {
        return hub.face().get("operator", "/api/broadcasts/" + id);
    }

    private Instant claims(String which, String where) {
        return Instant.parse(hub.ledger()
                .query("SELECT to_char(" + which
                        + "(claimed_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')" + " FROM claim WHERE "
                        + where)
                .get(0));
    }

    private long accepted() {
        return smsc.counts().total().accepted();
    }

    private static Instant beijing(int days, String clock) {
        return DAY.plusDays(days)
                .atTime(LocalTime.parse(clock))
                .atZone(Times.BEIJING)
                .toInstant();
    }
}
