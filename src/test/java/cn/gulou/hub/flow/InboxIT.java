package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.SampleAlert.ALERT;
import static cn.gulou.hub.flow.SampleAlert.DAY;
import static cn.gulou.hub.flow.SampleAlert.SOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void answersAFileWhoseNameIsAsLongAsCanBe() throws Exception {
        for (String name : List.of("x".repeat(251) + ".xml", "风".repeat(83) + "._.xml")) {
            Files.createDirectories(inbox);
            Path answer = inbox.resolve(
                    name.charAt(0) == 'x' ? "x".repeat(244) + ".answer.xml" : "风".repeat(81) + ".answer.xml");
            Files.deleteIfExists(answer);
            Files.write(inbox.resolve("long.part"), "<alert>".getBytes(UTF_8));
            Files.move(inbox.resolve("long.part"), inbox.resolve(name));
            await().atMost(SOON).until(() -> Files.exists(answer) && !Files.exists(inbox.resolve(name)));
            assertThat(Files.readString(answer)).contains("<status>1</status>", "not-well-formed");
        }
        assertThat(sample.count("refusal")).isEqualTo(2);
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
