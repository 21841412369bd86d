package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders that need two people, over HTTP; a grant is the example. */
class TwoPeopleIT extends HubIT {
    private static final String CONFIRM = "{\"decision\": \"confirm\"}";

    private final String reference = "TWO-" + System.nanoTime();

    @AfterEach
    void forgetTheGrant() {
        jdbc.sql("DELETE FROM send_grant WHERE reference = :reference")
                .param("reference", reference)
                .update();
    }

    @Test
    void isDoneOnceAnotherPersonHasConfirmed_andNotBefore() {
        Face.Answer proposed = propose("drafter");
        assertThat(proposed.status()).isEqualTo(202);
        assertThat(proposed.json().at("/state").asText()).isEqualTo("proposed");
        assertThat(granted()).isFalse();

        Face.Answer confirmed = decide(proposed, "approver", CONFIRM);
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.json().at("/state").asText()).isEqualTo("confirmed");
        assertThat(confirmed.json().at("/result/reference").asText()).isEqualTo(reference);
        assertThat(granted()).isTrue();
        assertRefused(409, "proposal-decided", decide(proposed, "approver", CONFIRM));
        assertRefused(409, "grant-reference-taken", propose("drafter"));
        assertThat(trail()).containsExactly("drafter proposed", "approver confirmed");
    }

    @Test
    void takesNeitherTheSamePersonNorAnotherRole() {
        Face.Answer proposed = propose("approver");

        assertRefused(409, "second-person-needed", decide(proposed, "approver", CONFIRM));
        assertRefused(403, "role-may-not-confirm", decide(proposed, "operator", CONFIRM));
        assertRefused(403, "role-may-not-confirm", decide(proposed, "drafter", rejection()));
        assertRefused(409, "proposal-waiting", propose("drafter"));
        assertThat(granted()).isFalse();
    }

    @Test
    void bindsWhatWasSeen() {
        Face.Answer proposed = propose("drafter");
        assertRefused(
                409,
                "proposal-stale",
                decide(
                        proposed,
                        "approver",
                        "{\"decision\": \"confirm\", \"contentHash\": \"" + "0".repeat(64) + "\"}"));

        jdbc.sql("UPDATE proposal SET content = jsonb_set(content, '{validUntil}', '\"2099-01-01T00:00:00Z\"')")
                .update();
        assertRefused(409, "proposal-stale", decide(proposed, "approver", CONFIRM));
        assertThat(granted()).isFalse();
    }

    @Test
    void mayBeRejectedWithAReason_andTakenBackByWhoProposedIt() {
        Face.Answer proposed = propose("drafter");
        assertRefused(422, "reason-missing", decide(proposed, "approver", "{\"decision\": \"reject\"}"));
        assertThat(decide(proposed, "approver", rejection()).json().at("/state").asText())
                .isEqualTo("rejected");
        assertRefused(409, "proposal-decided", decide(proposed, "approver", CONFIRM));

        assertThat(decide(propose("drafter"), "drafter", rejection()).status()).isEqualTo(200);
        assertThat(face.get("auditor", "/api/proposals").json()).isEmpty();
        assertThat(face.get("auditor", "/api/proposals?state=decided").json()).hasSize(2);
    }

    @Test
    void lapsesWhenNobodyConfirmsInTime() {
        Face.Answer proposed = propose("drafter");
        time.set(Instant.now().plus(Duration.ofMinutes(61)));

        assertRefused(409, "proposal-lapsed", decide(proposed, "approver", CONFIRM));
        await().untilAsserted(() -> assertThat(trail()).containsExactly("drafter proposed", "hub lapsed"));
        assertThat(propose("drafter").status()).isEqualTo(202);
    }

    @Test
    void isDoneOnce_howeverManyConfirmAtOnce() {
        Face.Answer proposed = propose("drafter");

        List<CompletableFuture<Integer>> confirmations = IntStream.range(0, 10)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> decide(proposed, "approver", CONFIRM).status()))
                .toList();

        assertThat(confirmations.stream().map(CompletableFuture::join).filter(status -> status == 200))
                .hasSize(1);
        assertThat(granted()).isTrue();
    }

    @Test
    void showsThePersonItIsAboutToThoseWhoMayConfirmItOnly() {
        Face.Answer proposed = face.post(
                "admin", "/api/accounts", NamedAccounts.wanted("nobody-yet", "operator", "B", NamedAccounts.ONE));
        assertThat(proposed.status()).as(proposed.response().body()).isEqualTo(202);
        for (String account : List.of("drafter", "operator", "engineer", "auditor")) {
            assertThat(face.get(account, "/api/proposals")
                            .json()
                            .at("/0/content")
                            .has("person"))
                    .as(account)
                    .isFalse();
        }
        for (String account : List.of("approver", "admin")) {
            assertThat(face.get(account, "/api/proposals")
                            .json()
                            .at("/0/content/person/mobile")
                            .asText())
                    .as(account)
                    .isEqualTo("138****0001");
        }
    }

    private Face.Answer propose(String account) {
        String grant = "{\"kind\": \"drill\", \"validFrom\": \"%s\", \"validUntil\": \"%s\", \"reference\": \"%s\"}";
        Instant now = time.instant();
        return face.post(account, "/api/grants", grant.formatted(now, now.plusSeconds(60), reference));
    }

    private Face.Answer decide(Face.Answer proposed, String account, String decision) {
        String id = proposed.json().at("/proposalId").asText();
        return face.post(account, "/api/proposals/" + id + "/decision", decision);
    }

    private static String rejection() {
        return "{\"decision\": \"reject\", \"reason\": \"not needed\"}";
    }

    private boolean granted() {
        return face.get("approver", "/api/grants")
                .json()
                .findValuesAsText("reference")
                .contains(reference);
    }

    private List<String> trail() {
        return jdbc.sql("SELECT actor || ' ' || action FROM audit WHERE subject = :subject ORDER BY audit_id")
                .param("subject", "grant:" + reference)
                .query(String.class)
                .list();
    }

    private static void assertRefused(int status, String code, Face.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.codes()).isEqualTo(code);
    }
}
