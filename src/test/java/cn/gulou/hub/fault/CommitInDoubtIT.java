package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * A commit that happened, whose answer never came: the line to the database breaks at each {@link KillPoint}, and the hub
 * lives on, not knowing.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommitInDoubtIT {
    private static final int PEOPLE = 1_200;
    private static final int SESSIONS = 2;
    private static final int WINDOW = 64;

    private final Smsc smsc = Smsc.start(SimulatorSettings.onAnyPort(
            "system-id", "gulou", "password", "demo", "latency", "20", "receipt-delay", "200"));
    private final Postgres postgres = new Postgres("doubt-database");
    private final FaultProxy line = new FaultProxy(postgres.port());
    private final HubProcess hub = new HubProcess("doubt")
            .database(new Ledger("jdbc:postgresql://127.0.0.1:" + line.port() + "/hub", "hub", "hub"))
            .port("whole", smsc.port(), 1_000, SESSIONS, WINDOW)
            .setting("hub.audience.first-slice", 100);

    @BeforeAll
    void start() {
        postgres.start();
        hub.start();
        Broadcast.importPeople(hub.data(), PEOPLE);
    }

    @AfterAll
    void stop() {
        hub.close();
        line.close();
        postgres.close();
        smsc.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {
                "ACCEPT_BEFORE_COMMIT",
                "APPROVE_BEFORE_COMMIT",
                "SLICE_BEFORE_COMMIT",
                "CLAIM_BEFORE_COMMIT",
                "ON_THE_WIRE",
                "RECEIPT_BEFORE_COMMIT",
                "MERGE_BEFORE_COMMIT"
            })
    void losesNothingAndDoublesNothing_whenTheAnswerToTheCommitIsLost(KillPoint point) {
        smsc.reset();
        Broadcast broadcast = Broadcast.ofTwoSegments(hub.face(), "DOUBT-" + point, PEOPLE);
        long broken;
        try (Gate gate = point.gate(postgres.ledger())) {
            CompletableFuture<Broadcast> sending = CompletableFuture.completedFuture(broadcast);
            if (point.isBeforeSending()) {
                gate.shut();
                sending = CompletableFuture.supplyAsync(() -> broadcast.send("hold"));
            } else {
                broadcast.send("hold");
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> accepted() > broadcast.segments() / 5);
                gate.shut();
            }
            gate.awaitSomebody();
            line.back().swallow(true);
            gate.letThrough();
            line.reset();
            line.heal();
            broken = System.nanoTime();
            sending.handle((done, failed) -> null).join();
        }
        long before = accepted();
        // a call that meets a broken connection is answered 503 and made again
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> broadcast.send("hold"));
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> accepted() > before);
        Duration resume = Duration.ofNanos(System.nanoTime() - broken);
        broadcast.awaitSettled(Duration.ofSeconds(60));

        String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), SESSIONS * WINDOW);
        assertThat(postgres.ledger().invariantsBroken()).isEmpty();
        Figures.print("commit-in-doubt-" + point, resume, 15, figures);
    }

    private long accepted() {
        return smsc.counts().total().accepted();
    }
}
