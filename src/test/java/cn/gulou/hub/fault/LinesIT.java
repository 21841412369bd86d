package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.Smsc;
import java.time.Duration;
import java.util.List;
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
 * What the lines to a carrier do in mid-broadcast, with one hub for all tests. Nothing is ever lost or doubled, and what is
 * uncertain stays within the windows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LinesIT {
    private static final int LAST = Integer.MAX_VALUE;

    private final FourLines four = new FourLines("lines");
    private final Smsc smsc = four.smsc();
    private final List<FaultProxy> lines = four.lines();
    private final HubProcess hub = four.hub();

    @BeforeAll
    void start() {
        four.start();
    }

    @AfterAll
    void stop() {
        four.close();
    }

    @BeforeEach
    void forgetCounts() {
        smsc.reset();
    }

    /** A fault that the hub does not get over shall not fail the tests after it. */
    @AfterEach
    void mend() {
        four.mend();
    }

    @Test
    void bindsAgain_whenConnectionsAreReset() {
        four.sendToTheMiddle("RESET");
        lines.forEach(FaultProxy::reset);
        four.print("reset", four.resume(), FourLines.BOUND);
    }

    @Test
    void findsConnectionsThatAreHalfOpen() {
        four.sendToTheMiddle("HALF-OPEN");
        lines.forEach(FaultProxy::forgetConnections);
        four.print("half-open", four.resume(), FourLines.BOUND);
    }

    @Test
    @Tag("long")
    void bindsAgain_whenTheLinesWereBlackHolesForTwelveSeconds() {
        four.sendToTheMiddle("BLACKHOLE");
        lines.forEach(FaultProxy::blackhole);
        four.nothingForSeconds(12);
        lines.forEach(FaultProxy::heal);
        four.print("blackhole-12s", four.resume(), FourLines.BOUND);
    }

    @Test
    @Tag("long")
    void findsLinesThatCarryNothingBack() {
        four.sendToTheMiddle("ONE-WAY");
        lines.forEach(line -> line.back().swallow(true));
        four.nothingForSeconds(12);
        lines.forEach(FaultProxy::heal);
        four.print("answers-lost-12s", four.resume(), FourLines.BOUND);
    }

    @Test
    @Tag("long")
    void readsPdusThatComeByteByByte() {
        lines.get(0).there().oneByteAtATime(true);
        lines.get(0).back().oneByteAtATime(true);
        lines.get(1).back().bytesPerSecond(20_000);
        four.send("SPLIT");
        four.print("split-writes", four.resume(), 0);
    }

    @Test
    @Tag("long")
    void goesOnOverTheOthers_whenOneOfFourLinesIsSlow() {
        lines.get(0).back().latency(2_000);
        long begun = System.nanoTime();
        Broadcast broadcast = four.send("ONE-SLOW");
        await().atMost(Duration.ofSeconds(120)).until(() -> four.accepted() > 0.9 * FourLines.PEOPLE);
        Duration nineTenths = Duration.ofNanos(System.nanoTime() - begun);
        await().atMost(Duration.ofSeconds(120)).until(() -> four.accepted() == FourLines.PEOPLE);
        Duration all = Duration.ofNanos(System.nanoTime() - begun);
        String bySlow = hub.ledger()
                .query("SELECT count(*) FROM submission WHERE port = 'line-0' AND broadcast_id = " + broadcast.id())
                .get(0);
        broadcast.awaitSettled(Duration.ofSeconds(60));
        String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), 0);
        int threeAlone = FourLines.PEOPLE / (3 * FourLines.PORT_RATE) + 5;
        Figures.print(
                "one-of-four-slow",
                nineTenths,
                threeAlone,
                "all=" + Figures.seconds(all) + " by-the-slow-one=" + bySlow + " " + figures);
    }

    /** What is said wrong cannot be told from what is meant so: it must only not hurt the hub. */
    @Test
    @Tag("long")
    @Order(LAST)
    void comesBack_whenBytesWereFlippedForFiveSeconds() {
        Broadcast broadcast = four.sendToTheMiddle("FLIPPED");
        lines.forEach(line -> line.back().flipEvery(499));
        await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(10)).until(hub::isAlive);
        lines.forEach(FaultProxy::heal);
        Duration resume = four.resume();
        await().atMost(Duration.ofSeconds(60)).until(() -> broadcast.state().equals("sent"));
        assertThat(hub.log()).doesNotContain("OutOfMemoryError");
        Figures.print(
                "flipped-bytes-5s",
                resume,
                15,
                "doubled=" + smsc.counts().total().doubled());
    }
}
