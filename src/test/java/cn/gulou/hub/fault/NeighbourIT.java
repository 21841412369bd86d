package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Carriers that let nobody in, over many sessions: the port beside them does not notice. */
@Tag("long")
class NeighbourIT {
    private static final int MANY = 24;
    private static final int PEOPLE = 1_000;

    @Test
    void aPortIsBoundAndSends_besideCarriersThatAreSilentOrRefuse() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, MANY, InetAddress.getLoopbackAddress());
                Smsc refusing = Smsc.start(SimulatorSettings.onAnyPort("system-id", "somebody-else"));
                Smsc well = Smsc.start(SimulatorSettings.onAnyPort(
                        "system-id", "gulou", "password", "demo", "latency", "20", "receipt-delay", "200"));
                HubProcess hub = new HubProcess("neighbour")
                        .port("silent", silent.getLocalPort(), 100, MANY, 8)
                        .port("refusing", refusing.port(), 100, MANY, 8)
                        .port("well", well.port(), 1_000, 1, 128)) {
            hub.start();
            long started = System.nanoTime();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> port(hub, "well").path("state").asText().equals("working"));
            Duration bound = Duration.ofNanos(System.nanoTime() - started);
            await().until(() -> port(hub, "silent").path("reason").asText().contains("does not answer"));
            await().until(() -> port(hub, "refusing").path("reason").asText().contains("refuses the bind"));
            Broadcast.importPeople(hub.data(), PEOPLE);
            Broadcast broadcast =
                    Broadcast.ofOneSegment(hub.face(), "NEIGHBOUR", PEOPLE).send("hold");
            broadcast.awaitSettled(Duration.ofSeconds(60));
            String figures = broadcast.nothingLostNothingDoubled(well.counts().total(), 0);
            assertThat(hub.ledger().invariantsBroken()).isEmpty();
            Figures.print("beside-carriers-that-let-nobody-in", bound, 15, figures);
            Figures.print("sigterm-beside-them", hub.terminate(), 10, "");
        }
    }

    private static JsonNode port(HubProcess hub, String name) {
        for (JsonNode port : hub.face().get("operator", "/api/ports")) {
            if (port.path("name").asText().equals(name)) {
                return port;
            }
        }
        throw new IllegalStateException("no port " + name);
    }
}
