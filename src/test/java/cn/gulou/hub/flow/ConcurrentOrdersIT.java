package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.flow.Upstream.Posted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fifty people at once approve, pause, resume, cancel, update and stop: each is answered, and the ledger stays sound. */
class ConcurrentOrdersIT extends HubIT {
    private static final int PEOPLE = 1_500;
    private static final int BROADCASTS = 5;
    private static final int UPDATES = 15;
    private static final String WHY = "{\"reason\": \"at once\"}";

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(port, time);
        town.people(PEOPLE);
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
        assertThat(brokenInAnyView()).isEmpty();
    }

    /** The newest Update of an alert is sent, whatever else is ordered meanwhile; of every other one nothing more. */
    @Test
    void givesEachUpdateOneOutcome_underUpdatesPausesAndCancelsAtOnce() {
        List<Posted> firsts = IntStream.range(0, BROADCASTS)
                .mapToObj(n -> upstream.draft("Alert", "大风蓝色预警，第" + n + "条。").posted())
                .toList();
        await().until(() -> smsc.counts().total().accepted() > 100);
        List<Upstream.Draft> updates = IntStream.range(0, UPDATES)
                .mapToObj(n -> upstream.draft("Update", "大风黄色预警，更新" + n + "。")
                        .refersTo(firsts.get(n % BROADCASTS).identifier()))
                .toList();
        Map<Integer, Posted> taken = new ConcurrentHashMap<>();

        assertThat(atOnce(50, n -> n < UPDATES ? update(updates, n, taken) : disturb(firsts, taken, n)))
                .containsOnly(200, 409, 202);
        assertThat(taken).hasSize(UPDATES);
        awaitNothingOpen(taken.values());

        // an older one decided after a newer one is refused, one decided before it is superseded
        taken.forEach((n, update) -> assertThat(outcome(update))
                .as("Update %d of %d", n, UPDATES)
                .isIn(
                        n < UPDATES - BROADCASTS
                                ? List.of("superseded cancelled", "refused cancelled")
                                : List.of("accepted completed")));
        assertThat(firsts)
                .allSatisfy(first -> assertThat(upstream.state(first.alertId())).isEqualTo("superseded"));
        assertThat(smsc.counts().total().doubled()).isZero();
        assertThat(brokenInAnyView()).isEmpty();
    }

    private int update(List<Upstream.Draft> updates, int n, Map<Integer, Posted> taken) {
        taken.put(n, updates.get(n).posted());
        return 202;
    }

    /** Pauses and resumes what is replaced and what replaces it, and cancels the first alert's broadcast. */
    private int disturb(List<Posted> firsts, Map<Integer, Posted> taken, int n) {
        String first = String.valueOf(firsts.get(n % BROADCASTS).broadcast());
        Posted update = taken.get(n % UPDATES);
        String either = update == null ? first : String.valueOf(update.broadcast());
        return switch (n / BROADCASTS % 5) {
            case 0 -> status("operator", "/api/broadcasts/" + first + "/cancel", WHY);
            case 1, 2 -> status("operator", "/api/broadcasts/" + either + "/pause", WHY);
            case 3 -> status("operator", "/api/broadcasts/" + first + "/pause", WHY);
            default -> status("approver", "/api/broadcasts/" + either + "/resume", WHY);
        };
    }

    /** What somebody paused is resumed, until every Update has ended. */
    private void awaitNothingOpen(Collection<Posted> updates) {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(updates).allSatisfy(update -> {
                    String id = String.valueOf(update.broadcast());
                    if (desk.state(id).equals("paused")) {
                        status("operator", "/api/broadcasts/" + id + "/resume", WHY);
                    }
                    assertThat(desk.state(id)).isIn("completed", "cancelled");
                }));
        awaitNothingUnderWay();
    }

    private String outcome(Posted update) {
        return upstream.state(update.alertId()) + " " + desk.state(String.valueOf(update.broadcast()));
    }

    /** Of every view of what must hold: a room's own must not be left out of the common one. */
    private List<String> brokenInAnyView() {
        List<String> views = jdbc.sql("SELECT viewname FROM pg_views WHERE viewname LIKE 'v\\_invariants%'")
                .query(String.class)
                .list();
        assertThat(views).contains("v_invariants", "v_invariants_life", "v_invariants_when");
        return views.stream()
                .flatMap(
                        view -> jdbc.sql("SELECT invariant || ' ' || detail FROM " + view).query(String.class).stream())
                .toList();
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
        awaitNothingUnderWay();
    }

    private void awaitNothingUnderWay() {
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
