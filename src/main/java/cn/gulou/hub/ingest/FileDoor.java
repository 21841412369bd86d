package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.privacy.Sealing;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Takes files in: XML, or a zip holding one. The answer is put beside the file, a copy goes to done/ or quarantine/, sealed
 * when it holds anything of a person (C-42). The same file again is normal: it gets the same answer.
 */
@Component("fileDoor")
public class FileDoor {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmssSSS").withZone(cn.gulou.hub.alert.Times.BEIJING);

    private final Intake intake;
    private final Sealing sealing;
    private final IngestSettings settings;
    private final Clock clock;

    FileDoor(Intake intake, Sealing sealing, IngestSettings settings, Clock clock) {
        this.intake = intake;
        this.sealing = sealing;
        this.settings = settings;
        this.clock = clock;
    }

    /** Takes the file in, answers and keeps a copy; the caller removes it from the inbox afterwards. */
    public Acceptance receive(File file) throws IOException {
        Path path = file.toPath();
        byte[] raw = read(path);
        Acceptance acceptance = take(path, raw);
        keep(path, raw, acceptance);
        String answer = NationalAnswer.of(acceptance);
        write(path.resolveSibling(path.getFileName() + ".answer.xml"), answer.getBytes(StandardCharsets.UTF_8));
        return acceptance;
    }

    private Acceptance take(Path path, byte[] raw) {
        try {
            if (raw.length > AlertReader.LARGEST) {
                throw AlertReader.tooLarge();
            }
            boolean zip = path.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
            byte[] body = zip ? Zip.only(raw) : raw;
            String name = path.getFileName().toString();
            return intake.receive(body, "application/xml", settings.fileSource(), "file", name);
        } catch (Refusal refusal) {
            return intake.refuse(refusal, raw, settings.fileSource(), "file");
        }
    }

    /** A link might lead anywhere: it counts as empty. */
    private static byte[] read(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(AlertReader.LARGEST + 1);
        }
    }

    private void keep(Path path, byte[] raw, Acceptance acceptance) throws IOException {
        boolean aside = acceptance.refused() || acceptance.quarantined();
        String name = aside ? STAMP.format(clock.instant()) + "-" + path.getFileName() : path.getFileName() + "";
        Path folder = Files.createDirectories(path.resolveSibling(aside ? "quarantine" : "done"));
        if (acceptance.personal()) {
            write(folder.resolve(name + ".sealed"), sealing.seal(raw));
        } else {
            write(folder.resolve(name), raw);
        }
    }

    /** Whole or not at all. */
    private static void write(Path file, byte[] content) throws IOException {
        Path writing = file.resolveSibling("." + file.getFileName() + ".writing");
        Files.write(writing, content);
        Files.move(writing, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
