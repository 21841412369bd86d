package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a decision lets go, it lets go at once; the others that wait are the watch's. */
class ReleaseIT extends HubIT {
    @Autowired
    private CamelContext camel;

    private Desk desk;

    @BeforeEach
    void stopTheWatch() throws Exception {
        desk = new Desk(port, time);
        town.people(5);
        camel.getRouteController().stopRoute("permit-watch");
    }

    @AfterEach
    void startTheWatch() throws Exception {
        camel.getRouteController().startRoute("permit-watch");
    }

    @Test
    void aDecisionLooksAtItsOwnAlertOnly_howeverManyWait() throws Exception {
        String later = "\"sendAfter\": \"" + Instant.now().plusSeconds(3_600) + "\",";
        String waiting = desk.alert("upstream", "Minor", later);
        desk.awaitState(waiting, "deferred");
        changeApproved("permit", "UPDATE permit SET not_before = NULL");

        String decided = desk.alert("drafter", "Minor", "");
        desk.approve(decided);
        desk.awaitState(decided, "completed");
        await().during(Duration.ofSeconds(1)).until(() -> desk.state(waiting).equals("deferred"));

        camel.getRouteController().startRoute("permit-watch");
        desk.awaitState(waiting, "completed");
        assertThat(invariantsBroken()).isEmpty();
    }
}
