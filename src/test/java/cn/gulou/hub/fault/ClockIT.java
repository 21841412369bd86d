package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.flow.HubIT;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;

/** A clock that is set in mid-broadcast. In this process, for the clock is a bean. */
@Tag("long")
class ClockIT extends HubIT {
    private static final int PEOPLE = 2_000;

    @Value("${hub.data-dir}")
    private Path data;

    @ParameterizedTest
    @CsvSource({"forward, 3600", "back, -3600"})
    void goesOnAndDoublesNothing_whenTheClockJumps(String direction, int seconds) {
        Broadcast.importPeople(data, PEOPLE);
        Broadcast broadcast = Broadcast.ofOneSegment(new HubFace(port), "CLOCK-" + direction, PEOPLE)
                .send("hold");
        await().atMost(Duration.ofSeconds(60)).until(() -> accepted() > PEOPLE / 4);

        time.set(Instant.now().plusSeconds(seconds));
        long jumped = System.nanoTime();
        long before = accepted() + 128;
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> accepted() > before);
        Duration resume = Duration.ofNanos(System.nanoTime() - jumped);
        broadcast.awaitSettled(Duration.ofSeconds(60));

        String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), 0);
        assertThat(invariantsBroken()).isEmpty();
        Figures.print("clock-" + direction + "-1h", resume, 15, figures);
    }

    private long accepted() {
        return smsc.counts().total().accepted();
    }
}
