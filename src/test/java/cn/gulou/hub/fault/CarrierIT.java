package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.Smsc;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * What carriers do in mid-broadcast, with one hub for all tests. Nothing is ever lost or doubled, and what is uncertain stays
 * within the windows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CarrierIT {
    /** Segments that a line that answers nothing gets in half a minute, after its window. */
    private static final int PROBES = 3;

    private static final int LAST = Integer.MAX_VALUE;
    private static final int UNBIND = 0x06;
    private static final int ENQUIRE_LINK = 0x15;

    private final FourLines four = new FourLines("carrier");
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
    @Tag("long")
    void startsBesideASilentCarrier_andBindsOnceItSpeaks() {
        hub.terminate();
        smsc.goSilent();
        hub.start();
        four.send("SILENT-START");
        smsc.resume();
        four.print("silent-at-start", four.resume(), 0);
    }

    @Test
    @Tag("long")
    void bindsAgain_whenTheCarrierWasAwayForFiveSeconds() {
        four.sendToTheMiddle("AWAY");
        smsc.stopListening();
        smsc.dropWithReset();
        four.nothingForSeconds(5);
        smsc.resume();
        four.print("away-5s", four.resume(), FourLines.BOUND);
    }

    @Test
    void bindsAgain_whenTheCarrierUnbinds() {
        four.sendToTheMiddle("UNBIND");
        lines.forEach(line -> line.sendBack(header(16, UNBIND)));
        four.print("unbind", four.resume(), FourLines.BOUND);
    }

    @Test
    @Order(LAST)
    void bindsAgain_whenLengthsAreNonsense() {
        four.sendToTheMiddle("GARBAGE");
        double heap = heap();
        lines.get(0).sendBack(header(0, ENQUIRE_LINK));
        lines.get(1).sendBack(header(15, ENQUIRE_LINK));
        lines.get(2).sendBack(header(-1, ENQUIRE_LINK));
        lines.get(3).sendBack(header(Integer.MAX_VALUE, ENQUIRE_LINK));
        Duration resume = four.resume();
        four.print("garbage-lengths", resume, FourLines.BOUND);
        assertThat(hub.log()).doesNotContain("OutOfMemoryError");
        Figures.print("garbage-heap", Math.round(heap()) + "MB", "512MB", "before=" + Math.round(heap) + "MB");
    }

    @Test
    @Tag("long")
    @Order(LAST)
    void bindsAgain_whenAPduIsCutShort() {
        four.sendToTheMiddle("TRUNCATED");
        // announces 200 octets, of which 16 come; then the next PDU of the carrier's own
        lines.forEach(line -> line.sendBack(header(200, ENQUIRE_LINK)));
        four.print("truncated", four.resume(), FourLines.BOUND);
    }

    @Test
    @Tag("long")
    void waits_whenTheCarrierTakesTwoSeconds() {
        four.sendToTheMiddle("SLOW");
        smsc.change(Map.of("latency", "2000"));
        long begun = four.accepted();
        await().atMost(Duration.ofSeconds(60)).until(() -> four.accepted() > begun + 4 * FourLines.WINDOW);
        smsc.change(Map.of("latency", "20"));
        four.print("slow-2s", four.resume(), 0);
    }

    /** Its front answers enquiries, what is behind it hangs. */
    @Test
    @Tag("long")
    void givesOneAtATime_whenTheCarrierTakesAndNeverAnswers() {
        four.sendToTheMiddle("HUNG");
        smsc.holdSubmits();
        long before = four.accepted();
        int uncertain = FourLines.BOUND + 4 * PROBES;
        await().atMost(Duration.ofSeconds(40))
                .during(Duration.ofSeconds(30))
                .until(() -> four.accepted() <= before + uncertain);
        smsc.resume();
        four.print("hung-30s", four.resume(), uncertain);
    }

    @Test
    void losesNoReceipt_whenTheCarrierUnbindsInABurstOfThem() {
        smsc.holdReceipts();
        Broadcast broadcast = four.send("UNBIND-BURST");
        await().atMost(Duration.ofSeconds(60)).until(() -> broadcast.state().equals("sent"));
        smsc.resume();
        await().until(() -> smsc.counts().total().receiptsAnsweredOk() > FourLines.PEOPLE / 10);
        lines.forEach(line -> line.sendBack(header(16, UNBIND)));
        long unbound = System.nanoTime();
        broadcast.awaitSettled(Duration.ofSeconds(40));
        four.print("unbind-in-receipts", Duration.ofNanos(System.nanoTime() - unbound), 0);
    }

    @Test
    void waits_whenEverythingIsThrottledForFiveSeconds() {
        four.sendToTheMiddle("THROTTLE");
        smsc.throttleAll();
        four.nothingForSeconds(5);
        smsc.resume();
        four.print("throttled-5s", four.resume(), 0);
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
