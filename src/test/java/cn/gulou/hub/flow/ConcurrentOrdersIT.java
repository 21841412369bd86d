package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.privacy.Sealing;
import cn.gulou.hub.simulator.Smsc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jms.core.JmsTemplate;

/** Fifty people at once approve, pause, resume, cancel and stop: each is answered, and the ledger stays sound. */
class ConcurrentOrdersIT extends HubIT {
    private static final int PEOPLE = 1_500;
    private static final int BROADCASTS = 5;
    private static final String WHY = "{\"reason\": \"at once\"}";

    @Autowired
    private Smsc smsc;

    @Autowired
    private JmsTemplate jms;

    @Autowired
    private Sealing sealing;

    private Desk desk;

    @BeforeEach
    void open() {
        smsc.reset();
        desk = new Desk(port, time);
        new Town(jdbc, sealing, jms).people(PEOPLE);
    }

    @Test
    void keepsTheLedgerSound_underFiftyOrdersAtOnce() {
        List<String> drafts = IntStream.range(0, BROADCASTS)
                .mapToObj(n -> desk.alert("drafter", "Moderate", ""))
                .toList();
        drafts.forEach(id -> desk.awaitState(id, "pending-approval"));

        List<Integer> approvals = atOnce(50, n -> approve(drafts.get(n % BROADCASTS)));
        assertThat(approvals).containsOnly(200, 409);
        assertThat(approvals.stream().filter(status -> status == 200).count()).isEqualTo(BROADCASTS);

        for (int round = 0; round < 3; round++) {
            assertThat(atOnce(50, n -> order(drafts, n))).containsOnly(200, 409);
        }
        letGoOn(drafts);
        assertThat(desk.state(drafts.get(0))).isEqualTo("cancelled");
        assertThat(jdbc.sql("SELECT count(*) FROM approval WHERE decision = 'approve'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(BROADCASTS);
        assertThat(smsc.counts().total().doubled()).isZero();
        assertThat(invariantsBroken()).isEmpty();
    }

    /** Each round cancels the first one, throws the switch and lifts it, and pauses and resumes all the others. */
    private int order(List<String> drafts, int n) {
        return switch (n % 10) {
            case 0 -> status("operator", "/api/stop-everything", "{\"reason\": \"now\"}");
            case 1, 2 -> status("approver", "/api/stop-everything/lift", WHY);
            case 3 -> status("operator", "/api/broadcasts/" + drafts.get(0) + "/cancel", WHY);
            case 4, 5, 6 -> status("operator", "/api/broadcasts/" + drafts.get(1 + n % 4) + "/pause", WHY);
            default -> status("approver", "/api/broadcasts/" + drafts.get(1 + n % 4) + "/resume", WHY);
        };
    }

    private void letGoOn(List<String> drafts) {
        status("approver", "/api/stop-everything/lift", WHY);
        for (String id : drafts.subList(1, BROADCASTS)) {
            status("operator", "/api/broadcasts/" + id + "/resume", WHY);
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(drafts.subList(1, BROADCASTS))
                .allSatisfy(id -> assertThat(desk.state(id)).isEqualTo("completed")));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql(
                                        "SELECT count(*) FROM submission WHERE state IN ('PENDING', 'INTENT', 'SUBMITTED', 'UNCERTAIN')")
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    private int approve(String id) {
        String hash = desk.broadcast(id).at("/contentHash").asText();
        return status(
                "approver",
                "/api/broadcasts/" + id + "/approval",
                "{\"decision\": \"approve\", \"approvedHash\": \"" + hash + "\"}");
    }

    private int status(String account, String path, String json) {
        return desk.post(account, path, json).status();
    }

    private interface Order {
        int give(int n);
    }

    private static List<Integer> atOnce(int orders, Order order) {
        ExecutorService people = Executors.newFixedThreadPool(orders);
        try {
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            IntStream.range(0, orders)
                    .forEach(n -> answers.add(CompletableFuture.supplyAsync(() -> order.give(n), people)));
            return answers.stream().map(CompletableFuture::join).toList();
        } finally {
            people.shutdown();
        }
    }
}
