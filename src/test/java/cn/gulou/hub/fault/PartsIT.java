package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A database and a broker of their own, as in production: each goes away in mid-broadcast and comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartsIT {
    private static final int PEOPLE = 3_000;
    private static final int SESSIONS = 2;
    private static final int WINDOW = 64;

    private final Smsc smsc = Smsc.start(SimulatorSettings.onAnyPort(
            "system-id", "gulou", "password", "demo", "latency", "20", "receipt-delay", "500"));
    private final Postgres postgres = new Postgres("parts-database");
    private final BrokerProcess broker = new BrokerProcess("parts-broker");
    private final HubProcess hub =
            ownParts(new HubProcess("parts")).port("whole", smsc.port(), 1_000, SESSIONS, WINDOW);

    private HubProcess ownParts(HubProcess any) {
        return any.database(postgres.ledger())
                .environment("HUB_BROKER_URL", broker.url())
                .environment("HUB_BROKER_USER", "hub")
                .environment("HUB_BROKER_PASSWORD", "hub");
    }

    @BeforeAll
    void start() {
        postgres.start();
        broker.start();
        hub.start();
        Broadcast.importPeople(hub.data(), PEOPLE);
    }

    @BeforeEach
    void forgetCounts() {
        smsc.reset();
    }

    @AfterAll
    void stop() {
        hub.close();
        broker.close();
        postgres.close();
        smsc.close();
    }

    @Test
    void goesOnByItself_whenTheBrokerIsKilled() {
        Broadcast broadcast = middleOf("BROKER");
        broker.kill();
        // what a port has in hand goes on; then it stands still for want of tokens
        long[] last = {-1};
        await().atMost(Duration.ofSeconds(30)).during(Duration.ofSeconds(2)).until(() -> {
            long now = smsc.counts().total().accepted();
            return now == last[0] || (last[0] = now) < 0;
        });
        assertThat(last[0]).as("sent without a broker").isLessThan(broadcast.segments());
        broker.start();
        long started = System.nanoTime();
        awaitMoreThan(last[0]);
        Duration resume = Duration.ofNanos(System.nanoTime() - started);
        settledWithinBounds("broker-killed", broadcast, resume, 0);
    }

    @Test
    void goesOnByItself_whenPostgresIsGoneForFiveSeconds() {
        goesOnAfterPostgresWasGone(5);
    }

    @Test
    @Tag("long")
    void goesOnByItself_whenPostgresIsGoneForThirtySeconds() {
        goesOnAfterPostgresWasGone(30);
    }

    /** Worse than gone: no connection breaks. A carrier that hears nothing would hold back its receipts, or give up the session. */
    @Test
    void asksForReceiptsAgain_whenPostgresStandsStill() {
        Broadcast broadcast = middleOf("POSTGRES-FROZEN");
        Duration heard;
        long frozen = System.nanoTime();
        postgres.freeze();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> refusedReceipts() > 0);
            heard = Duration.ofNanos(System.nanoTime() - frozen);
        } finally {
            postgres.thaw();
        }
        assertThat(smsc.counts().total().receiptsAnsweredOtherwise().keySet())
                .as("statuses of receipts that were not stored")
                .allMatch(status -> status.equalsIgnoreCase("0x64"));
        broadcast.awaitSettled(Duration.ofSeconds(90));
        String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), SESSIONS * WINDOW);
        assertThat(postgres.ledger().invariantsBroken()).isEmpty();
        // store-timeout, and what was under way before
        Figures.print("postgres-frozen-receipts-refused", heard, 8, figures);
    }

    @Test
    void refusesToStart_whenAnotherHubWorksOnTheDatabase() {
        Broadcast broadcast = middleOf("TWO-HUBS");
        try (HubProcess second = ownParts(new HubProcess("parts-second")).port("whole", smsc.port(), 1_000, 1, 64)) {
            int status = second.startInVain();
            assertThat(status).isNotZero();
            assertThat(second.log()).contains("another hub works on this database");
        }
        broadcast.awaitSettled(Duration.ofSeconds(60));
        String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), 0);
        assertThat(postgres.ledger().invariantsBroken()).isEmpty();
        Figures.print("two-hubs", "refused", "refused", figures);
    }

    @Test
    @Tag("long")
    void refusesASecondHubStill_whenTheDatabaseWasAwayMeanwhile() {
        postgres.stopImmediately();
        postgres.start();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> postgres.ledger()
                                .number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7113040")
                        == 1);
        try (HubProcess second = ownParts(new HubProcess("parts-second")).port("whole", smsc.port(), 1_000, 1, 64)) {
            assertThat(second.startInVain()).isNotZero();
            assertThat(second.log()).contains("another hub works on this database");
        }
        Figures.print("two-hubs-after-database-restart", "refused", "refused", "");
    }

    private void goesOnAfterPostgresWasGone(int seconds) {
        Broadcast broadcast = middleOf("POSTGRES-" + seconds);
        postgres.stopImmediately();
        long atStop = smsc.counts().total().accepted();
        Broadcast refused = Broadcast.ofOneSegment(hub.face(), "POSTGRES-DOWN-" + seconds, PEOPLE);
        assertThat(refused.tryToPost()).isEqualTo(503);
        // only what was claimed before may still go out: the bound, and nothing for as long as it is away
        await().atMost(Duration.ofSeconds(seconds + 10))
                .during(Duration.ofSeconds(seconds))
                .until(() -> smsc.counts().total().accepted() <= atStop + SESSIONS * WINDOW);
        long meanwhile = smsc.counts().total().accepted() - atStop;
        long refusedReceipts = refusedReceipts();
        postgres.start();
        long started = System.nanoTime();
        awaitMoreThan(atStop + meanwhile);
        Duration resume = Duration.ofNanos(System.nanoTime() - started);
        assertThat(smsc.counts().total().receiptsAnsweredOtherwise().keySet())
                .as("statuses of receipts that were not stored")
                .allMatch(status -> status.equalsIgnoreCase("0x64"));
        System.out.println("submits while it was away: " + meanwhile + ", receipts refused: " + refusedReceipts);
        settledWithinBounds("postgres-gone-" + seconds + "s", broadcast, resume, SESSIONS * WINDOW);
    }

    private long refusedReceipts() {
        return smsc.counts().total().receiptsAnsweredOtherwise().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private Broadcast middleOf(String identifier) {
        Broadcast broadcast =
                Broadcast.ofTwoSegments(hub.face(), identifier, PEOPLE).send("hold");
        awaitMoreThan(broadcast.segments() / 5);
        return broadcast;
    }

    private void awaitMoreThan(long submits) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> smsc.counts().total().accepted() > submits);
    }

    private void settledWithinBounds(String fault, Broadcast broadcast, Duration resume, int bound) {
        broadcast.awaitSettled(Duration.ofSeconds(90));
        String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), bound);
        assertThat(postgres.ledger().invariantsBroken()).isEmpty();
        Figures.print(fault, resume, 15, figures);
    }
}
