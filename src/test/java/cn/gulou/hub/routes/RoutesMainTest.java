package cn.gulou.hub.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.gulou.hub.alert.CannotStart;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void namesWhatAFolderLacks() throws IOException {
        assertThat(RouteFolder.missing(folder)).containsExactlyInAnyOrderElementsOf(RoutesMain.names());
        RoutesMain.copy(folder);
        assertThat(RouteFolder.missing(folder)).isEmpty();

        Files.delete(folder.resolve("shared/errors.camel.yaml"));
        assertThat(RouteFolder.missing(folder)).containsExactly("shared/errors.camel.yaml");
        assertThatThrownBy(() -> new RouteFolder(new RoutesSettings("file:" + folder)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("HUB_ROUTES")
                .hasMessageContaining("missing there: shared/errors.camel.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the jar's         | classpath:routes       | true",
                "a folder          | file:/etc/gulou/routes | true",
                "a relative folder | file:routes            | true",
                "no scheme         | /etc/gulou/routes      | false",
                "no folder         | file:                  | false",
                "another place     | classpath:somewhere    | false",
                "a pattern         | file:/etc/*            | false"
            })
    void settingIsAPlaceThatCamelReads(String label, String place, boolean allowed) {
        assertThat(place.matches(RoutesSettings.PLACE)).as(label).isEqualTo(allowed);
    }
}
