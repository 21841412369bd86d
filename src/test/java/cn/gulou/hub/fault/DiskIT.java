package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A disk that fills up in mid-broadcast. Nearly full is what the setting says, so the disk of this machine need not be. */
class DiskIT {
    private static final int PEOPLE = 4_000;
    private static final long MARGIN = 1L << 30;
    /** What else goes on on this disk shall not decide the test. */
    private static final long ROOM_FOR_OTHERS = MARGIN / 2;

    @Test
    void takesNothingInAndGoesOnSending_whileTheDiskIsNearlyFull() throws IOException {
        Path filler = Path.of("target/fault/disk-filler");
        Files.createDirectories(filler.getParent());
        long minimum = filler.getParent().toFile().getUsableSpace() - MARGIN;
        try (Smsc smsc = Smsc.start(SimulatorSettings.onAnyPort(
                        "system-id", "gulou", "password", "demo", "latency", "20", "receipt-delay", "200"));
                HubProcess hub = new HubProcess("disk")
                        .port("whole", smsc.port(), 500, 1, 64)
                        .environment("HUB_MINIMUM_FREE", minimum + "B")) {
            hub.start();
            Broadcast.importPeople(hub.data(), PEOPLE);
            Broadcast broadcast =
                    Broadcast.ofOneSegment(hub.face(), "DISK", PEOPLE).send("hold");
            await().atMost(Duration.ofSeconds(60)).until(() -> accepted(smsc) > 0);

            fill(filler, minimum - ROOM_FOR_OTHERS);
            Broadcast refused = Broadcast.ofOneSegment(hub.face(), "DISK-FULL", PEOPLE);
            assertThat(refused.tryToPost()).isEqualTo(503);
            broadcast.awaitSettled(Duration.ofSeconds(60));
            assertThat(refused.tryToPost()).as("still, after the sending").isEqualTo(503);
            Files.delete(filler);
            long freed = System.nanoTime();
            await().atMost(Duration.ofSeconds(30)).until(() -> refused.tryToPost() == 202);
            Duration resume = Duration.ofNanos(System.nanoTime() - freed);

            String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), 0);
            assertThat(hub.ledger().invariantsBroken()).isEmpty();
            Figures.print("disk-nearly-full", resume, 15, figures);
        } finally {
            Files.deleteIfExists(filler);
        }
    }

    /** With real blocks: a sparse file would take none. */
    private static void fill(Path file, long free) throws IOException {
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (file.getParent().toFile().getUsableSpace() > free) {
                out.write(block);
            }
        }
    }

    private static long accepted(Smsc smsc) {
        return smsc.counts().total().accepted();
    }
}
