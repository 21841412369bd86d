package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.SignedSample.XML;
import static cn.gulou.hub.flow.SignedSample.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

/** Who may send by file, and in whose name (C-01). */
class SignedFileIT extends HubIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Value("${hub.ingest.inbox}")
    private Path inbox;

    @BeforeEach
    void openAnAccountThatSigns() {
        new NamedAccounts(face).open("city-signed", "upstream", "A", NamedAccounts.ONE);
    }

    @AfterEach
    void asInTheSettings() {
        jdbc.sql("DELETE FROM account WHERE origin = 'opened'").update();
    }

    @Test
    void isKnownByTheSignatureBesideItsFile() throws Exception {
        assertThat(put("forged.xml", "city-signed " + sign("something else"))).contains("signature-wrong");
        assertThat(put("signed.xml", "city-signed " + sign(XML) + "\n")).contains("<status>0</status>");
        assertThat(one("SELECT source FROM alert")).isEqualTo("city-signed");
        assertThat(inbox.resolve("signed.xml.sig")).doesNotExist();
    }

    @Test
    void aFileKeepsItsSignatureUntilItIsAnswered() throws Exception {
        Path inTheWay = Files.createDirectories(inbox.resolve("kept.xml.answer.xml/in the way"));
        place("kept.xml", "city-signed " + sign(XML));
        await().atMost(SOON).until(() -> one("SELECT count(*)::text FROM alert").equals("1"));
        await().atMost(SOON).until(() -> {
            try (Stream<Path> kept = Files.list(inbox.resolve("done"))) {
                return kept.anyMatch(path -> path.getFileName().toString().startsWith("kept.xml"));
            }
        });
        Files.delete(inTheWay);
        Files.delete(inbox.resolve("kept.xml.answer.xml"));
        assertThat(answered("kept.xml")).contains("<status>0</status>");
    }

    /** The answer that is put beside it. */
    private String put(String name, String signature) throws Exception {
        Files.createDirectories(inbox);
        Files.deleteIfExists(inbox.resolve(name + ".answer.xml"));
        place(name, signature);
        return answered(name);
    }

    private void place(String name, String signature) throws Exception {
        Files.writeString(inbox.resolve(name + ".sig"), signature);
        Files.writeString(inbox.resolve("." + name), XML);
        Files.move(inbox.resolve("." + name), inbox.resolve(name));
    }

    private String answered(String name) throws Exception {
        Path answer = inbox.resolve(name + ".answer.xml");
        await().atMost(SOON)
                .until(() -> Files.isRegularFile(answer)
                        && !Files.exists(inbox.resolve(name))
                        && !Files.exists(inbox.resolve(name + ".sig")));
        return Files.readString(answer);
    }

    private String one(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }
}
