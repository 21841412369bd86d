package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.flow.Upstream.Posted;
import cn.gulou.hub.simulator.RecordedSubmit;
import cn.gulou.hub.simulator.Smsc;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Drills and actual alerts to the same subscribers, and whom the carrier was given. */
final class Drills {
    /** Of the settings: 8613800000001, 2, 3, 5 and 8; all of them subscribers here. */
    static final Set<String> LISTED =
            Set.of("8613800000001", "8613800000002", "8613800000003", "8613800000005", "8613800000008");

    private final Face face;
    private final Town town;
    private final Upstream upstream;
    private final Smsc smsc;

    Drills(Face face, Town town, Upstream upstream, Smsc smsc) {
        this.face = face;
        this.town = town;
        this.upstream = upstream;
        this.smsc = smsc;
    }

    Upstream.Draft drill(String status) {
        return upstream.draft("Alert", "演练：大风蓝色预警。").text("status", status);
    }

    static Upstream.Draft later(Upstream.Draft draft) {
        return draft.text("sendAfter", Instant.now().plusSeconds(3_600).toString());
    }

    /** Expanded and paused before anything of it went. */
    Posted paused(Upstream.Draft draft) {
        for (String port : List.of("whole-network-a", "drill-a")) {
            face.post("engineer", "/api/ports/" + port + "/stop", "");
        }
        Posted alert = draft.posted();
        awaitState(alert.broadcast(), "SENDING");
        Face.Answer paused =
                face.post("operator", "/api/broadcasts/" + alert.broadcast() + "/pause", "{\"reason\": \"wait\"}");
        assertThat(paused.status()).isEqualTo(200);
        for (String port : List.of("whole-network-a", "drill-a")) {
            face.post("engineer", "/api/ports/" + port + "/start", "");
        }
        return alert;
    }

    Set<String> reached() {
        return smsc.recorded().stream().map(RecordedSubmit::destination).collect(Collectors.toSet());
    }

    void awaitState(long broadcast, String state) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(town.state(broadcast))
                .isIn(state, "SENT".equals(state) ? "COMPLETED" : state));
    }
}
