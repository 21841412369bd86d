package cn.gulou.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxNamesTest {
    @Test
    void seesNamesThatAreInAnotherEncoding(@TempDir Path inbox) throws Exception {
        InboxNames names = new InboxNames(inbox);
        Files.createFile(inbox.resolve("北京.xml"));
        Files.createSymbolicLink(inbox.resolve("leads-nowhere.xml"), inbox.resolve("nowhere"));
        assertThat(names.look()).isZero();

        shell(inbox, "touch \"$(printf '\\261\\261\\276\\251.xml')\"");
        assertThat(names.look()).isEqualTo(1);

        shell(inbox, "rm \"$(printf '\\261\\261\\276\\251.xml')\"");
        assertThat(names.look()).isZero();
    }

    /** Java can make no such name. */
    private static void shell(Path folder, String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }
}
