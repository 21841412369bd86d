package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The switch that stops everything stays thrown when the hub falls (C-18). */
@Tag("long")
class StopSwitchIT {
    private static final int PEOPLE = 4_000;

    private final Smsc smsc = Smsc.start(SimulatorSettings.onAnyPort(
            "system-id", "gulou", "password", "demo", "latency", "20", "receipt-delay", "200"));
    private final HubProcess hub = new HubProcess("stop-switch").port("whole", smsc.port(), 500, 1, 128);

    @AfterEach
    void close() {
        hub.close();
        smsc.close();
    }

    @Test
    void staysThrown_whenTheHubIsKilledAndStartedAgain() {
        hub.start();
        Broadcast.importPeople(hub.data(), PEOPLE);
        Broadcast broadcast =
                Broadcast.ofOneSegment(hub.face(), "SWITCH", PEOPLE).send("hold");
        await().atMost(Duration.ofSeconds(30)).until(() -> accepted() > 200);
        hub.face().post("operator", "/api/stop-everything", "{\"reason\": \"notice of party A\"}");
        hub.kill();
        hub.start();

        long then = accepted();
        await().during(Duration.ofSeconds(4)).until(() -> accepted() == then);
        assertThat(broadcast.view().at("/permitRefusal/code").asText()).isEqualTo("sending-stopped");
        hub.face().post("approver", "/api/stop-everything/lift", "{\"reason\": \"cleared up\"}");
        broadcast.awaitSettled(Duration.ofSeconds(60));

        String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), 128);
        assertThat(hub.ledger().invariantsBroken()).isEmpty();
        Figures.print("stop-switch-kill", accepted() - then, "all the rest", figures);
    }

    private long accepted() {
        return smsc.counts().total().accepted();
    }
}
