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
import java.nio.file.StandardOpenOption;
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
    /** In bytes; what the file systems of the field take. */
    private static final int LONGEST_NAME = 255;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmssSSS").withZone(cn.gulou.hub.alert.Times.BEIJING);

    private final Intake intake;
    private final Signatures signatures;
    private final Sealing sealing;
    private final IngestSettings settings;
    private final Clock clock;

    FileDoor(Intake intake, Signatures signatures, Sealing sealing, IngestSettings settings, Clock clock) {
        this.intake = intake;
        this.signatures = signatures;
        this.sealing = sealing;
        this.settings = settings;
        this.clock = clock;
    }

    /** Takes the file in, answers, keeps a copy, and removes it from the inbox. */
    public Acceptance receive(File file) throws IOException {
        Path path = file.toPath();
        byte[] raw = read(path);
        Acceptance acceptance = take(path, raw);
        keep(path, raw, acceptance);
        answer(path, acceptance);
        return acceptance;
    }

    /** Takes a copy aside of a file that cannot be stored whatever is tried; its bytes, sealed, for the parked queue (C-42). */
    public byte[] setAside(File file) throws IOException {
        Path path = file.toPath();
        byte[] sealed = sealing.seal(read(path));
        write(folder(path, "quarantine").resolve(fitting(path.getFileName() + "", ".sealed")), sealed);
        return sealed;
    }

    /** Says so beside it, once it is parked. */
    public void answerFailed(File file) throws IOException {
        answer(file.toPath(), Acceptance.failed());
    }

    /** In this order: wherever it ends, the same file is there again with its signature, and gets its answer. */
    private void answer(Path path, Acceptance acceptance) throws IOException {
        String answer = NationalAnswer.of(acceptance);
        write(named(path, ".answer.xml"), answer.getBytes(StandardCharsets.UTF_8));
        Files.deleteIfExists(path);
        Files.deleteIfExists(signatureFile(path));
    }

    private Acceptance take(Path path, byte[] raw) throws IOException {
        String source = source(path);
        try {
            if (raw.length > AlertReader.LARGEST) {
                throw AlertReader.tooLarge();
            }
            Acceptance unproven = intake.prove(source, signature(path), raw, "file");
            if (unproven != null) {
                return unproven;
            }
            boolean zip = path.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
            byte[] body = zip ? Zip.only(raw) : raw;
            String name = path.getFileName().toString();
            return intake.receive(body, "application/xml", source, "file", name);
        } catch (Refusal refusal) {
            return intake.refuse(refusal, raw, source, "file");
        }
    }

    /** Several sources may share the inbox: one that signs is known by its name, all else is the inbox's own source. */
    private String source(Path path) throws IOException {
        String[] words = beside(path);
        return words.length == 2 && signatures.hasKey(words[0]) ? words[0] : settings.fileSource();
    }

    private static String signature(Path path) throws IOException {
        String[] words = beside(path);
        return words.length == 0 ? null : words[words.length - 1];
    }

    /** The words of NAME.sig, which was put there before: a source's name, if need be, and a signature. */
    private static String[] beside(Path path) throws IOException {
        String text = new String(read(signatureFile(path)), StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? new String[0] : text.split("\\s+");
    }

    private static Path signatureFile(Path path) {
        return named(path, ".sig");
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
        Path folder = folder(path, aside ? "quarantine" : "done");
        if (acceptance.personal()) {
            write(folder.resolve(fitting(name, ".sealed")), sealing.seal(raw));
        } else {
            write(folder.resolve(fitting(name, "")), raw);
        }
    }

    /** The file beside it that has its name and this ending. */
    private static Path named(Path path, String ending) {
        return path.resolveSibling(fitting(path.getFileName().toString(), ending));
    }

    private static Path folder(Path path, String name) throws IOException {
        return Files.createDirectories(path.resolveSibling(name));
    }

    /** Whole or not at all; what a try leaves half written, the next one writes over. */
    private static void write(Path file, byte[] content) throws IOException {
        String mark = Integer.toHexString(file.getFileName().hashCode());
        Path writing = file.resolveSibling("." + mark + ".writing");
        Files.deleteIfExists(writing);
        // never through a link that somebody laid there
        Files.write(
                writing, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        Files.move(writing, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A name that the file system takes: cut where it would be too long. */
    private static String fitting(String name, String ending) {
        String cut = name;
        while ((cut + ending).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut + ending;
    }
}
