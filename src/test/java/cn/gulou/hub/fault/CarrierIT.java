package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What carriers and the lines to them do, in mid-broadcast. One hub with four ports of one kind, each over a line of its own;
 * nothing is ever lost or doubled, and what is uncertain stays within the windows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CarrierIT {
    private static final int PEOPLE = 5_000;
    private static final int PORT_RATE = 400;
    private static final int WINDOW = 32;
    private static final int BOUND = 4 * WINDOW;
    /** Segments that a line that answers nothing gets in half a minute, after its window. */
    private static final int PROBES = 3;

    private static final int LAST = Integer.MAX_VALUE;
    private static final int UNBIND = 0x06;
    private static final int ENQUIRE_LINK = 0x15;

    private final Smsc smsc = Smsc.start(SimulatorSettings.onAnyPort(
            "system-id", "gulou", "password", "demo", "latency", "20", "receipt-delay", "200"));
    private final List<FaultProxy> lines =
            Stream.generate(() -> new FaultProxy(smsc.port())).limit(4).toList();
    private final HubProcess hub = new HubProcess("carrier");
    private Broadcast broadcast;

    @BeforeAll
    void start() {
        for (int line = 0; line < lines.size(); line++) {
            hub.port("line-" + line, lines.get(line).port(), PORT_RATE, 1, WINDOW);
        }
        hub.start();
        Broadcast.importPeople(hub.data(), PEOPLE);
    }

    @AfterAll
    void stop() {
        hub.close();
        lines.forEach(FaultProxy::close);
        smsc.close();
    }

    @BeforeEach
    void forgetCounts() {
        smsc.reset();
    }

    /** A fault that the hub does not get over shall not fail the tests after it. */
    @AfterEach
    void mend() {
        smsc.resume();
        smsc.change(Map.of("latency", "20"));
        lines.forEach(FaultProxy::heal);
        if (!broadcast.isSettled()) {
            broadcast.order("cancel");
            hub.terminate();
            hub.start();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> working() == 4);
        assertThat(hub.ledger().invariantsBroken()).isEmpty();
    }

    @Test
    void startsBesideASilentCarrier_andBindsOnceItSpeaks() {
        hub.terminate();
        smsc.goSilent();
        hub.start();
        send("SILENT-START");
        smsc.resume();
        print("silent-at-start", resume(), 0);
    }

    @Test
    void bindsAgain_whenConnectionsAreReset() {
        sendToTheMiddle("RESET");
        lines.forEach(FaultProxy::reset);
        print("reset", resume(), BOUND);
    }

    @Test
    @Tag("long")
    void bindsAgain_whenTheCarrierWasAwayForFiveSeconds() {
        sendToTheMiddle("AWAY");
        smsc.stopListening();
        smsc.dropWithReset();
        nothingForSeconds(5);
        smsc.resume();
        print("away-5s", resume(), BOUND);
    }

    @Test
    void findsConnectionsThatAreHalfOpen() {
        sendToTheMiddle("HALF-OPEN");
        lines.forEach(FaultProxy::forgetConnections);
        print("half-open", resume(), BOUND);
    }

    @Test
    @Tag("long")
    void bindsAgain_whenTheLinesWereBlackHolesForTwelveSeconds() {
        sendToTheMiddle("BLACKHOLE");
        lines.forEach(FaultProxy::blackhole);
        nothingForSeconds(12);
        lines.forEach(FaultProxy::heal);
        print("blackhole-12s", resume(), BOUND);
    }

    @Test
    @Tag("long")
    void findsLinesThatCarryNothingBack() {
        sendToTheMiddle("ONE-WAY");
        lines.forEach(line -> line.back().swallow(true));
        nothingForSeconds(12);
        lines.forEach(FaultProxy::heal);
        print("answers-lost-12s", resume(), BOUND);
    }

    @Test
    void bindsAgain_whenTheCarrierUnbinds() {
        sendToTheMiddle("UNBIND");
        lines.forEach(line -> line.sendBack(header(16, UNBIND)));
        print("unbind", resume(), BOUND);
    }

    @Test
    @Order(LAST)
    void bindsAgain_whenLengthsAreNonsense() {
        sendToTheMiddle("GARBAGE");
        double heap = heap();
        lines.get(0).sendBack(header(0, ENQUIRE_LINK));
        lines.get(1).sendBack(header(15, ENQUIRE_LINK));
        lines.get(2).sendBack(header(-1, ENQUIRE_LINK));
        lines.get(3).sendBack(header(Integer.MAX_VALUE, ENQUIRE_LINK));
        Duration resume = resume();
        print("garbage-lengths", resume, BOUND);
        assertThat(hub.log()).doesNotContain("OutOfMemoryError");
        Figures.print("garbage-heap", Math.round(heap()) + "MB", "512MB", "before=" + Math.round(heap) + "MB");
    }

    @Test
    @Tag("long")
    @Order(LAST)
    void bindsAgain_whenAPduIsCutShort() {
        sendToTheMiddle("TRUNCATED");
        // announces 200 octets, of which 16 come; then the next PDU of the carrier's own
        lines.forEach(line -> line.sendBack(header(200, ENQUIRE_LINK)));
        print("truncated", resume(), BOUND);
    }

    @Test
    @Tag("long")
    void readsPdusThatComeByteByByte() {
        lines.get(0).there().oneByteAtATime(true);
        lines.get(0).back().oneByteAtATime(true);
        lines.get(1).back().bytesPerSecond(20_000);
        send("SPLIT");
        print("split-writes", resume(), 0);
    }

    @Test
    @Tag("long")
    void waits_whenTheCarrierTakesTwoSeconds() {
        sendToTheMiddle("SLOW");
        smsc.change(Map.of("latency", "2000"));
        long begun = accepted();
        await().atMost(Duration.ofSeconds(60)).until(() -> accepted() > begun + 4 * WINDOW);
        smsc.change(Map.of("latency", "20"));
        print("slow-2s", resume(), 0);
    }

    @Test
    @Tag("long")
    void goesOnOverTheOthers_whenOneOfFourLinesIsSlow() {
        lines.get(0).back().latency(2_000);
        long begun = System.nanoTime();
        send("ONE-SLOW");
        await().atMost(Duration.ofSeconds(120)).until(() -> accepted() > 0.9 * PEOPLE);
        Duration nineTenths = Duration.ofNanos(System.nanoTime() - begun);
        await().atMost(Duration.ofSeconds(120)).until(() -> accepted() == PEOPLE);
        Duration all = Duration.ofNanos(System.nanoTime() - begun);
        String bySlow = hub.ledger()
                .query("SELECT count(*) FROM submission WHERE port = 'line-0' AND broadcast_id = " + broadcast.id())
                .get(0);
        broadcast.awaitSettled(Duration.ofSeconds(60));
        String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), 0);
        int threeAlone = PEOPLE / (3 * PORT_RATE) + 5;
        Figures.print(
                "one-of-four-slow",
                nineTenths,
                threeAlone,
                "all=" + Figures.seconds(all) + " by-the-slow-one=" + bySlow + " " + figures);
    }

    /** Its front answers enquiries, what is behind it hangs. */
    @Test
    @Tag("long")
    void givesOneAtATime_whenTheCarrierTakesAndNeverAnswers() {
        sendToTheMiddle("HUNG");
        smsc.holdSubmits();
        long before = accepted();
        int uncertain = BOUND + 4 * PROBES;
        await().atMost(Duration.ofSeconds(40))
                .during(Duration.ofSeconds(30))
                .until(() -> accepted() <= before + uncertain);
        smsc.resume();
        print("hung-30s", resume(), uncertain);
    }

    @Test
    void losesNoReceipt_whenTheCarrierUnbindsInABurstOfThem() {
        smsc.holdReceipts();
        send("UNBIND-BURST");
        await().atMost(Duration.ofSeconds(60)).until(() -> broadcast.state().equals("sent"));
        smsc.resume();
        await().until(() -> smsc.counts().total().receiptsAnsweredOk() > PEOPLE / 10);
        lines.forEach(line -> line.sendBack(header(16, UNBIND)));
        long unbound = System.nanoTime();
        broadcast.awaitSettled(Duration.ofSeconds(40));
        print("unbind-in-receipts", Duration.ofNanos(System.nanoTime() - unbound), 0);
    }

    /** What is said wrong cannot be told from what is meant so: it must only not hurt the hub. */
    @Test
    @Tag("long")
    @Order(LAST)
    void comesBack_whenBytesWereFlippedForFiveSeconds() {
        sendToTheMiddle("FLIPPED");
        lines.forEach(line -> line.back().flipEvery(499));
        await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(10)).until(hub::isAlive);
        lines.forEach(FaultProxy::heal);
        Duration resume = resume();
        await().atMost(Duration.ofSeconds(60)).until(() -> broadcast.state().equals("sent"));
        assertThat(hub.log()).doesNotContain("OutOfMemoryError");
        Figures.print(
                "flipped-bytes-5s",
                resume,
                15,
                "doubled=" + smsc.counts().total().doubled());
    }

    @Test
    void waits_whenEverythingIsThrottledForFiveSeconds() {
        sendToTheMiddle("THROTTLE");
        smsc.throttleAll();
        nothingForSeconds(5);
        smsc.resume();
        print("throttled-5s", resume(), 0);
    }

    private void send(String identifier) {
        broadcast = Broadcast.ofOneSegment(hub.face(), identifier, PEOPLE).send("hold");
    }

    private void sendToTheMiddle(String identifier) {
        send(identifier);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> accepted() > PEOPLE / 5);
    }

    /** From now until every port works and segments are accepted again. */
    private Duration resume() {
        long now = System.nanoTime();
        // those that were on the line when it broke do not count
        long before = accepted() + BOUND;
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> accepted() > before && working() == 4);
        return Duration.ofNanos(System.nanoTime() - now);
    }

    /** The fault lasts; meanwhile hardly anything is accepted. */
    private void nothingForSeconds(int seconds) {
        long before = accepted();
        await().atMost(Duration.ofSeconds(seconds + 5L))
                .during(Duration.ofSeconds(seconds))
                .until(() -> accepted() <= before + BOUND);
    }

    private void print(String fault, Duration resume, int bound) {
        broadcast.awaitSettled(Duration.ofSeconds(40));
        String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), bound);
        Figures.print(fault, resume, 15, figures);
    }

    private long accepted() {
        return smsc.counts().total().accepted();
    }

    private long working() {
        JsonNode ports = hub.face().get("operator", "/api/ports");
        return ports.findValuesAsText("state").stream()
                .filter("working"::equals)
                .count();
    }

    /** Megabytes in use once garbage is collected. */
    private double heap() {
        OperatingSystem.run("jcmd", String.valueOf(hub.pid()), "GC.run");
        return hub.face().metric("jvm_memory_used_bytes{area=\"heap\"") / 1_048_576;
    }

    private static byte[] header(int length, int command) {
        return ByteBuffer.allocate(16)
                .putInt(length)
                .putInt(command)
                .putInt(0)
                .putInt(7)
                .array();
    }
}
