package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The clock of the machine is set in mid-broadcast, for hub and database alike, by libfaketime (Debian: libfaketime). Skipped
 * where there is none; {@link ClockIT} sets the hub's own clock everywhere.
 */
@Tag("long")
class MachineClockIT {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));
    private static final int PEOPLE = 4_000;

    @ParameterizedTest
    @CsvSource({"forward, +3600", "back, -3600"})
    void goesOnAndDoublesNothing_whenTheMachinesClockIsSet(String direction, String shift) throws IOException {
        assumeThat(LIBRARIES).as("libfaketime").anyMatch(Files::exists);
        String library = LIBRARIES.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow()
                .toString();
        Path clock = Path.of("target/fault/clock-" + direction + ".shift").toAbsolutePath();
        Files.createDirectories(clock.getParent());
        Files.writeString(clock, "+0");
        try (Smsc smsc = Smsc.start(SimulatorSettings.onAnyPort(
                        "system-id", "gulou", "password", "demo", "latency", "20", "receipt-delay", "200"));
                HubProcess hub = new HubProcess("machine-clock-" + direction)
                        .port("whole", smsc.port(), 400, 1, 128)
                        .environment("LD_PRELOAD", library)
                        .environment("FAKETIME_TIMESTAMP_FILE", clock.toString())
                        .environment("FAKETIME_CACHE_DURATION", "1")
                        .environment("DONT_FAKE_MONOTONIC", "1")) {
            hub.start();
            Broadcast.importPeople(hub.data(), PEOPLE);
            Broadcast broadcast =
                    Broadcast.ofOneSegment(hub.face(), "MACHINE-CLOCK", PEOPLE).send("hold");
            await().atMost(Duration.ofSeconds(60)).until(() -> accepted(smsc) > PEOPLE / 4);

            Files.writeString(clock, shift);
            long set = System.nanoTime();
            long before = accepted(smsc) + 400;
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> accepted(smsc) > before);
            Duration resume = Duration.ofNanos(System.nanoTime() - set);
            broadcast.awaitSettled(Duration.ofSeconds(60));

            String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), 0);
            assertThat(hub.ledger().invariantsBroken()).isEmpty();
            Figures.print("machine-clock-" + direction + "-1h", resume, 15, figures);
        }
    }

    private static long accepted(Smsc smsc) {
        return smsc.counts().total().accepted();
    }
}
