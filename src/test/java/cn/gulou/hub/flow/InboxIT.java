package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.SampleAlert.ALERT;
import static cn.gulou.hub.flow.SampleAlert.DAY;
import static cn.gulou.hub.flow.SampleAlert.SOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

/** The door for files, on the real hub: a file, the same again, and packed. */
class InboxIT extends HubIT {
    @Value("${hub.ingest.inbox}")
    private Path inbox;

    private SampleAlert sample;

    @BeforeEach
    void onTheDay() {
        time.set(DAY);
        sample = new SampleAlert(port, jdbc);
    }

    @Test
    void aFileWithAnotherNameIsTakenWithADefect() throws Exception {
        assertThat(Files.readString(put("wind.xml", ALERT.getBytes(UTF_8)))).contains("<status>0</status>");
        assertThat(sample.count("alert WHERE reasons::text LIKE '%file-name%'")).isEqualTo(1);
    }

    @Test
    void takesAFileAndTheSameFileAgain() throws Exception {
        for (int i = 0; i < 2; i++) {
            Path answer = put("11000041600000_20261123153012_11B06_YELLOW_ALERT.XML", ALERT.getBytes(UTF_8));
            assertThat(Files.readString(answer)).contains("<status>0</status>", "alertId=" + firstAlert);
        }
        assertThat(sample.count("alert WHERE way_in = 'file' AND reasons = '[]'"))
                .isEqualTo(1);
        assertThat(sample.count("broadcast")).isEqualTo(1);
        Path kept = inbox.resolve("done/11000041600000_20261123153012_11B06_YELLOW_ALERT.XML.sealed");
        assertThat(new String(sealing.open(Files.readAllBytes(kept)), UTF_8)).isEqualTo(ALERT);
    }

    @Test
    void takesAZipWithOneXmlAndSetsAnyOtherAside() throws Exception {
        assertThat(Files.readString(put("one.zip", zip("a.xml")))).contains("<status>0</status>");
        assertThat(Files.readString(put("two.zip", zip("a.xml", "b.xml")))).contains("zip-entries");
        assertThat(Files.readString(put("path.zip", zip("../a.xml")))).contains("zip-entry");
        try (Stream<Path> aside = Files.list(inbox.resolve("quarantine"))) {
            assertThat(aside.map(path -> path.getFileName().toString()).filter(name -> name.endsWith("two.zip.sealed")))
                    .hasSize(1);
        }
        assertThat(sample.count("refusal WHERE way_in = 'file'")).isEqualTo(2);
    }

    @Test
    void whatTheDatabaseRefusesForItsOwnSakeIsParkedSealed_andAnswered() throws Exception {
        owner().sql("CREATE FUNCTION too_large() RETURNS trigger LANGUAGE plpgsql AS "
                        + "'BEGIN RAISE EXCEPTION USING ERRCODE = ''54000''; END'; "
                        + "CREATE TRIGGER too_large BEFORE INSERT ON alert FOR EACH ROW EXECUTE FUNCTION too_large()")
                .update();
        try {
            assertThat(Files.readString(put("beyond.xml", ALERT.getBytes(UTF_8))))
                    .contains("<status>1</status>", "<error_code>internal</error_code>");
            Message parked = jms.receive("hub.parked");
            assertThat(sealing.openText(parked.getBody(byte[].class))).isEqualTo(ALERT);
            assertThat(parked.getStringProperty("failedRoute")).isEqualTo("receive-file");
            assertThat(Files.readAllBytes(only("quarantine", "beyond.xml.sealed")))
                    .satisfies(kept -> assertThat(sealing.openText(kept)).isEqualTo(ALERT));
            assertThat(sample.post(ALERT, "application/xml").statusCode()).isEqualTo(500);
        } finally {
            owner().sql("DROP FUNCTION too_large CASCADE").update();
        }
        assertThat(Files.readString(put("beyond.xml", ALERT.getBytes(UTF_8)))).contains("<status>0</status>");
    }

    private Path only(String folder, String nameEnds) throws IOException {
        try (Stream<Path> files = Files.list(inbox.resolve(folder))) {
            return files.filter(path -> path.toString().endsWith(nameEnds))
                    .reduce((one, other) -> {
                        throw new AssertionError("more than one");
                    })
                    .orElseThrow();
        }
    }

    /** Puts a file into the inbox, done on rename, and waits for its answer. */
    private Path put(String name, byte[] content) throws IOException {
        Path answer = inbox.resolve(name + ".answer.xml");
        Files.deleteIfExists(answer);
        Files.createDirectories(inbox);
        Files.write(inbox.resolve(name + ".part"), content);
        Files.move(inbox.resolve(name + ".part"), inbox.resolve(name));
        await().atMost(SOON).until(() -> Files.exists(answer) && !Files.exists(inbox.resolve(name)));
        return answer;
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(ALERT.getBytes(UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
