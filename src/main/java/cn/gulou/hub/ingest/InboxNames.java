package cn.gulou.hub.ingest;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Sees files in the inbox whose names are not in this machine's encoding, GBK on a UTF-8 one: no Java program can open them by
 * name, so the door for files never hears of them.
 */
@Component("inboxNames")
public class InboxNames {
    private static final Logger LOG = LoggerFactory.getLogger(InboxNames.class);

    private final Path inbox;
    private int told;

    InboxNames(@Value("${hub.ingest.inbox}") Path inbox) {
        this.inbox = inbox;
    }

    /** Says how many there are whenever there are more than before, and gives the number. */
    public int look() throws IOException {
        int unreadable = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(inbox, "*.{xml,XML,zip,ZIP}")) {
            for (Path file : files) {
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isKnownByName(file)) {
                    unreadable++;
                }
            }
        } catch (NoSuchFileException e) {
            return told; // the door for files makes it again
        }
        if (unreadable > told) {
            LOG.warn(
                    "{} files in the inbox are not taken in: their names are not in this machine's encoding",
                    unreadable);
        }
        told = unreadable;
        return unreadable;
    }

    private static boolean isKnownByName(Path file) {
        try {
            return Files.exists(Path.of(file.toString()), LinkOption.NOFOLLOW_LINKS);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
