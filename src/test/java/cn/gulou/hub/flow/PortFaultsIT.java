package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.dispatch.PortWatch;
import cn.gulou.hub.simulator.Smsc;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever a carrier's line does, the port finds it out, binds again, and goes on. */
class PortFaultsIT extends HubIT {
    private static final String PORT = "whole-network-a";

    @Autowired
    private PortWatch portWatch;

    @AfterEach
    void heal() {
        smsc.resume();
        smsc.change(Map.of("reject-suffix", ""));
        face.post("engineer", "/api/ports/" + PORT + "/start", "");
        awaitWorking();
        assertThat(invariantsBroken()).isEmpty();
    }

    static Stream<Arguments> lineFaults() {
        return Stream.of(
                fault("RST", Smsc::dropWithReset),
                fault("FIN", Smsc::drop),
                fault("2 GiB header", Smsc::sendOversizeHeader),
                fault("garbage", Smsc::sendGarbage));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lineFaults")
    void everyoneIsReachedOnceThoughTheLineBreaks(String name, Consumer<Smsc> fault) {
        town.people(600);
        long broadcast = town.broadcast("HOLD");
        await().until(() -> smsc.counts().total().accepted() > 100);
        long threads = threads();
        fault.accept(smsc);

        // on the way at that moment: settled by receipt, or a person's to settle; the rest arrived
        await().atMost(Duration.ofSeconds(30))
                .until(() -> town.count(broadcast, "PENDING", "INTENT", "RETRY_WAIT", "SUBMITTED") == 0);
        assertThat(town.count(broadcast, "DELIVERED", "UNDELIVERED", "UNCERTAIN"))
                .isEqualTo(600);
        assertThat(town.count(broadcast, "UNCERTAIN")).isLessThanOrEqualTo(128);
        assertThat(smsc.counts().total().doubled()).isZero();
        await().untilAsserted(() -> assertThat(threads()).isLessThanOrEqualTo(threads));
    }

    @Test
    void aCarrierThatRefusesBindsIsNamedSo_andTriedUntilItTakesThem() {
        smsc.refuseBinds();
        smsc.dropWithReset();
        await().until(() -> view().contains("the carrier refuses the bind with 0x0D"));
        assertThat(view()).contains("\"state\":\"stopped\"");
        smsc.resume();
        awaitWorking();
    }

    @Test
    void aRouteOfASessionStartedAnewBindsAgain() throws Exception {
        // each session has a reader and one that asks for signs of life
        int threads = 2
                * jdbc.sql("SELECT sum(sessions) FROM port")
                        .query(Integer.class)
                        .single();
        awaitWorking();
        await().until(() -> threads() == threads);
        portWatch.restart(PORT + "-0");
        awaitWorking();
        await().until(() -> threads() == threads);
    }

    @Test
    void aPortFaultStopsThePortUntilAPersonStartsIt_andNothingFails() {
        smsc.change(Map.of("reject-suffix", "0:0x50"));
        town.people(300);
        long broadcast = town.broadcast("HOLD");
        await().until(() -> view().contains("smpp-0x50"));
        await().until(() -> town.count(broadcast, "INTENT") == 0);
        assertThat(town.count(broadcast, "PENDING")).isPositive();
        assertThat(town.count(broadcast, "REJECTED")).isZero();

        smsc.change(Map.of("reject-suffix", ""));
        assertThat(face.post("engineer", "/api/ports/" + PORT + "/start", "").status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> town.count(broadcast, "DELIVERED", "UNDELIVERED") == 300);
        assertThat(smsc.counts().total().doubled()).isZero();
    }

    @Test
    void aNumberThatDoesNotOpenFailsAlone() {
        town.people(50);
        jdbc.sql("UPDATE subscriber SET number_sealed = '\\x00' WHERE number_index = :index")
                .param("index", sealing.index("8613800000020"))
                .update();
        long broadcast = town.broadcast("HOLD");
        await().atMost(Duration.ofSeconds(30)).until(() -> town.state(broadcast).equals("COMPLETED"));
        assertThat(town.count(broadcast, "DELIVERED", "UNDELIVERED")).isEqualTo(49);
        assertThat(jdbc.sql("SELECT reason FROM submission WHERE state = 'REJECTED'")
                        .query(String.class)
                        .list())
                .containsExactly("number-unreadable");
    }

    @Test
    void nothingGoesAfterExpiry_andTheCarrierIsToldHowLongATextIsGood() {
        town.people(3_000);
        long broadcast = town.broadcast("HOLD");
        await().until(() -> smsc.counts().total().accepted() > 200);
        assertThat(smsc.recorded().get(0).validityPeriod()).matches("0000002359\\d\\d000R");

        time.set(Instant.now().plus(Duration.ofHours(25)));
        await().atMost(Duration.ofSeconds(30)).until(() -> town.state(broadcast).equals("EXPIRED"));
        long accepted = smsc.counts().total().accepted();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> town.count(broadcast, "EXPIRED", "DELIVERED", "UNDELIVERED", "SUBMITTED") == 3_000);
        assertThat(smsc.counts().total().accepted())
                .isBetween(accepted, accepted + 300)
                .isLessThan(3_000);
        assertThat(town.count(broadcast, "EXPIRED"))
                .isEqualTo((int) (3_000 - smsc.counts().total().accepted()));
    }

    private static Arguments fault(String name, Consumer<Smsc> fault) {
        return Arguments.of(name, fault);
    }

    private String view() {
        return face.get("engineer", "/api/ports").json().get(0).toString();
    }

    private void awaitWorking() {
        await().atMost(Duration.ofSeconds(15)).until(() -> view().contains("\"state\":\"working\""));
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("PDUReaderWorker")
                        || thread.getName().startsWith("EnquireLinkSender"))
                .count();
    }
}
