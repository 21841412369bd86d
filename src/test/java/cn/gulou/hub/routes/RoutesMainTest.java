package cn.gulou.hub.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesMainTest {
    @TempDir
    private Path folder;

    @Test
    void copiesEveryRouteFileAsItIs() throws IOException {
        int copied = RoutesMain.copy(folder);

        assertThat(RoutesMain.names()).hasSize(copied).contains("ingest.camel.yaml", "shared/rest.camel.yaml");
        assertThat(folder.resolve("ingest.camel.yaml"))
                .hasSameTextualContentAs(Path.of("src/main/resources/routes/ingest.camel.yaml"));
    }

    @Test
    void neverWritesOverAFile() throws IOException {
        Files.writeString(folder.resolve("ingest.camel.yaml"), "edited");

        assertThat(RoutesMain.isTaken(folder)).isTrue();
        assertThatThrownBy(() -> RoutesMain.copy(folder)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(folder.resolve("ingest.camel.yaml")).hasContent("edited");
    }

    @Test
    void takesAFolderThatIsEmptyOrNotThere() throws IOException {
        assertThat(RoutesMain.isTaken(folder)).isFalse();
        assertThat(RoutesMain.isTaken(folder.resolve("new"))).isFalse();
    }

    @Test
    void settingAcceptsAFolderOnlyWithTheWholeSet() throws IOException {
        RoutesSettings settings = new RoutesSettings("file:" + folder);
        assertThat(settings.isRoutes()).isFalse();
        RoutesMain.copy(folder);
        assertThat(settings.isRoutes()).isTrue();

        Files.delete(folder.resolve("shared/errors.camel.yaml"));
        assertThat(settings.isRoutes()).isFalse();
        assertThat(new RoutesSettings("classpath:routes").isRoutes()).isTrue();
    }
}
