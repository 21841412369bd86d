package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever changes the trail all the same, or a claim that it holds the digest of, is found: verify names the row (C-43). */
class TamperedTrailIT extends HubIT {
    private Trail trail;

    @BeforeEach
    void keepACopy() {
        trail = new Trail(jdbc, owner(), face);
        trail.keepACopy();
    }

    @AfterEach
    void mend() {
        trail.mend();
    }

    static Stream<Arguments> deeds() {
        return Stream.of(
                Arguments.of("change a row", "UPDATE audit SET actor = 'nobody' WHERE audit_id = :row", 0, "changed"),
                Arguments.of(
                        "change a row and its hash",
                        "UPDATE audit SET actor = 'nobody' WHERE audit_id = :row;"
                                + " UPDATE audit a SET hash = audit_hash(a) WHERE audit_id = :row",
                        0,
                        "replaced"),
                Arguments.of("take a row out", "DELETE FROM audit WHERE audit_id = :row", 0, "missing"),
                Arguments.of(
                        "take a row out and close the gap",
                        "DELETE FROM audit WHERE audit_id = :row; UPDATE audit SET audit_id = -audit_id WHERE audit_id > :row;"
                                + " UPDATE audit SET audit_id = -audit_id - 1 WHERE audit_id < 0",
                        0,
                        "changed"),
                Arguments.of(
                        "put a row in",
                        "UPDATE audit SET audit_id = audit_id + 1000000 WHERE audit_id > :row;"
                                + " UPDATE audit SET audit_id = audit_id - 999999 WHERE audit_id > 1000000;"
                                + " INSERT INTO audit OVERRIDING SYSTEM VALUE SELECT :row + 1, at, 'forger', action, subject, detail, hash, '\\x00' FROM audit WHERE audit_id = :row;"
                                + " UPDATE audit a SET hash = audit_hash(a) WHERE audit_id = :row + 1",
                        2,
                        "changed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deeds")
    void verifyNamesTheRow(String name, String deed, int after, String fault) {
        long row = trail.last() - 3;

        trail.tamper(deed.replace(":row", String.valueOf(row)));

        assertBroken(trail.finding(""), "audit", row + after, fault);
    }

    @Test
    void aHeadThatIsElsewhereCatchesACutTail_andAChainWrittenAnew() {
        String head = trail.finding("").path("head").asText();
        long row = trail.last();
        trail.tamper("DELETE FROM audit WHERE audit_id > " + (row - 2));
        assertThat(trail.finding("").path("sound").asBoolean())
                .as("the chain alone cannot know")
                .isTrue();
        assertBroken(trail.finding("?head=" + head), "audit", row, "cut-off");

        jdbc.sql("INSERT INTO audit (actor, action, subject) SELECT 'forger', 'noted', 'x' FROM generate_series(1, 2)")
                .update();
        assertBroken(trail.finding("?head=" + head), "audit", row, "not-its-head");
        assertThat(face.get("auditor", "/api/audit/verify?head=nonsense").status())
                .isEqualTo(400);
    }

    @Test
    void theDailyHeadCatchesACutTail_andRaisesNoFalseAlarm() {
        time.set(Instant.now().plus(Duration.ofDays(400)));
        await().atMost(Duration.ofSeconds(90))
                .until(() -> jdbc.sql("SELECT count(*) FROM audit_head WHERE day > current_date + 300")
                                .query(Integer.class)
                                .single()
                        == 1);
        long head = jdbc.sql("SELECT max(audit_id) FROM audit_head")
                .query(Long.class)
                .single();

        trail.tamper("DELETE FROM audit WHERE audit_id >= " + head);

        JsonNode finding = trail.finding("");
        assertBroken(finding, "audit", head, "cut-off");
    }

    @Test
    void everyClaimIsDigested_andAClaimThatIsChangedShows() {
        town.people(250);
        long broadcast = town.broadcast("HOLD");
        await().atMost(Duration.ofSeconds(30)).until(() -> town.state(broadcast).equals("COMPLETED"));
        time.set(Instant.now().plus(Duration.ofMinutes(5)));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(digests("A"))
                .isPositive()
                .isEqualTo(digests("B"))
                .isEqualTo(jdbc.sql("SELECT count(*) FROM claim")
                        .query(Integer.class)
                        .single()));
        assertThat(jdbc.sql("SELECT string_agg(fact, ' ') FROM chunk_digest")
                        .query(String.class)
                        .single())
                .contains("port whole-network-a", "DELIVERED");
        assertThat(trail.finding("").path("sound").asBoolean()).isTrue();
        assertThat(invariantsBroken()).isEmpty();

        long claim =
                jdbc.sql("SELECT min(claim_id) FROM claim").query(Long.class).single();
        jdbc.sql("UPDATE claim SET segments = segments + 1 WHERE claim_id = :id")
                .param("id", claim)
                .update();
        assertBroken(trail.finding(""), "claim", claim, "changed");

        jdbc.sql("UPDATE claim SET segments = segments - 1 WHERE claim_id = :id")
                .param("id", claim)
                .update();
        owner().sql(
                        "ALTER TABLE chunk_digest DISABLE TRIGGER USER; UPDATE chunk_digest SET fact = 'nothing' WHERE digest_id = 2;"
                                + " ALTER TABLE chunk_digest ENABLE TRIGGER USER")
                .update();
        assertBroken(trail.finding(""), "chunk", 2, "changed");
    }

    private static void assertBroken(JsonNode finding, String chain, long row, String fault) {
        assertThat(finding.path("sound").asBoolean()).isFalse();
        assertThat(finding.path("broken").path("chain").asText() + " "
                        + finding.path("broken").path("row").asLong() + " "
                        + finding.path("broken").path("fault").asText())
                .isEqualTo(chain + " " + row + " " + fault);
    }

    private int digests(String part) {
        return jdbc.sql("SELECT count(*) FROM chunk_digest WHERE part = :part")
                .param("part", part)
                .query(Integer.class)
                .single();
    }
}
