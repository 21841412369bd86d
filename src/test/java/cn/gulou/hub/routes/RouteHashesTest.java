package cn.gulou.hub.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteHashesTest {
    @Test
    void areTheSame_whereverTheSameRoutesLie(@TempDir Path folder) throws IOException {
        RoutesMain.copy(folder);

        assertThat(RouteHashes.hashes("file:" + folder))
                .isEqualTo(RouteHashes.hashes("classpath:routes"))
                .containsKeys("ingest.camel.yaml", "shared/smpp-port.camel.yaml")
                .allSatisfy((name, hash) -> assertThat(hash).matches("[0-9a-f]{64}"));
    }

    @Test
    void showWhichFileWasEdited(@TempDir Path folder) throws IOException {
        RoutesMain.copy(folder);
        var before = RouteHashes.hashes("file:" + folder);
        Path edited = folder.resolve("ingest.camel.yaml");
        Files.writeString(edited, Files.readString(edited) + "# edited\n");

        var after = RouteHashes.hashes("file:" + folder);

        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after.entrySet().stream()
                        .filter(file -> !before.get(file.getKey()).equals(file.getValue())))
                .singleElement()
                .satisfies(file -> assertThat(file.getKey()).isEqualTo("ingest.camel.yaml"));
    }
}
