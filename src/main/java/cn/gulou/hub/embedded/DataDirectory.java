package cn.gulou.hub.embedded;

import cn.gulou.hub.alert.CannotStart;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.stereotype.Component;

/** The hub's data directory, held by a file lock for as long as the hub runs: two hubs in one would double every send. */
@Component
class DataDirectory implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    DataDirectory(EmbeddedSettings settings) {
        path = settings.dataDir().toAbsolutePath().normalize();
        channel = open();
        checkSpace(settings.minimumFree().toBytes());
    }

    Path path() {
        return path;
    }

    private FileChannel open() {
        try {
            Files.createDirectories(path);
            FileChannel opened =
                    FileChannel.open(path.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(opened) == null) {
                opened.close();
                throw new CannotStart("HUB_DATA_DIR: another hub is using the data directory " + path
                        + ". Stop it, or give this one a directory of its own.");
            }
            return opened;
        } catch (IOException e) {
            throw new CannotStart("HUB_DATA_DIR: the data directory " + path + " cannot be written ("
                    + e.getClass().getSimpleName()
                    + "). Check that it exists, that this user may write it and that the disk is not full.");
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void checkSpace(long minimumFree) {
        long free = path.toFile().getUsableSpace();
        if (free < minimumFree) {
            close();
            throw new CannotStart("The disk under " + path + " is nearly full: " + free / 1_048_576
                    + " MiB free, HUB_MINIMUM_FREE asks for " + minimumFree / 1_048_576 + " MiB.");
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
