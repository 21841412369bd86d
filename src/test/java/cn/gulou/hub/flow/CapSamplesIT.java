package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sample messages: each ends at the door as their index says, and a CAP one cancels a national one. */
class CapSamplesIT extends HubIT {
    private static final Path SAMPLES = Path.of("src/test/resources/cap-samples");

    @BeforeEach
    void open() {
        town.people(30);
    }

    @AfterEach
    void keepsWhatMustHold() {
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void aCapMessageCancelsANationalAlertOfTheSameOffice() throws IOException {
        time.set(Instant.parse("2026-11-23T07:40:00Z"));
        String national = Files.readString(SAMPLES.resolve("national-profile-beijing-actual.xml"));
        Face.Answer posted = post("application/xml", national);
        assertThat(posted.status()).as(posted.response().body()).isEqualTo(202);
        String identifier = posted.json().at("/identifier").asText();
        long broadcast = posted.json().at("/broadcasts/0/id").asLong();
        String cap = Files.readString(SAMPLES.resolve("cap12-beijing-composed.xml"))
                .replaceAll("<identifier>[^<]*", "<identifier>CAP-" + System.nanoTime())
                .replace("<status>Exercise", "<status>Actual")
                .replace("<msgType>Alert", "<msgType>Cancel")
                .replaceAll(
                        "<note>[^<]*</note>",
                        "<references>" + "11000041600000," + identifier + ",2026-11-23T15:05:00+08:00</references>")
                .replaceAll("(?s)<info>.*</info>", "");
        Face.Answer cancel = post("application/cap+xml", cap);
        assertThat(cancel.status()).as(cancel.response().body()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        upstream.state(posted.json().at("/alertId").asText()).equals("superseded"));
        assertThat(town.state(broadcast)).isIn("CANCELLED", "SENT", "COMPLETED", "EXPIRED", "REFUSED");
    }

    @Test
    void everySampleEndsAtTheDoorAsTheIndexSays_andNothingOfThemGoesOut() throws IOException {
        List<String> rows = Files.readAllLines(SAMPLES.resolve("INDEX.csv"));
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
            byte[] body =
                    unlikeTheOthers(Files.readAllBytes(SAMPLES.resolve(cells[0]).resolve(cells[1])), cells[1]);
            Face.Answer answer = face.call(
                    "upstream", "POST", "/api/alerts", "application/cap+xml", BodyPublishers.ofByteArray(body));
            if (cells[7].startsWith("reject")) {
                assertThat(answer.status()).as(cells[1]).isIn(400, 422);
            } else {
                assertThat(answer.status()).as(cells[1]).isEqualTo(202);
                assertThat(answer.json().at("/state").asText())
                        .as(cells[1])
                        .isEqualTo(cells[7].startsWith("quarantine") ? "quarantined" : "received");
            }
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> town.count("alert a WHERE state = 'RECEIVED' AND NOT EXISTS"
                                + " (SELECT FROM waiting_alert w WHERE w.alert_id = a.alert_id)")
                        == 0);
        assertThat(town.count("permit")).isZero();
    }

    /** Two samples share an identity. */
    private static byte[] unlikeTheOthers(byte[] body, String file) {
        return file.equals("goog-no_optional_fields.cap")
                ? new String(body, StandardCharsets.UTF_8)
                        .replace("<identifier>", "<identifier>other-")
                        .getBytes(StandardCharsets.UTF_8)
                : body;
    }

    private Face.Answer post(String type, String body) {
        return face.call(
                "upstream",
                "POST",
                "/api/alerts",
                type,
                BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)));
    }
}
