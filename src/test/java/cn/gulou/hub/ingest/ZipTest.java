package cn.gulou.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.gulou.hub.alert.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipTest {

    @Test
    void takesTheOneXml() {
        assertThat(Zip.only(zip(new byte[] {1, 2}, "a.XML"))).containsExactly(1, 2);
        assertThat(Zip.only(zip(new byte[] {1, 2}, "大风.xml"))).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.xml", "/etc/a.xml", "dir/a.xml", "..\\a.xml", "C:\\a.xml", "a.txt", "dir/", "a.xml/"})
    void refusesPathsAndOtherFiles(String name) {
        assertThatThrownBy(() -> Zip.only(zip(new byte[0], name))).isInstanceOf(Refusal.class);
    }

    @Test
    void refusesSeveralFiles() {
        assertThatThrownBy(() -> Zip.only(zip(new byte[1], "a.xml", "b.xml"))).hasMessageContaining("zip-entries");
    }

    @Test
    void unpacksNoMoreOfABombThanTheLargestAlert() {
        byte[] bomb = zip(new byte[200 << 20], "a.xml");

        assertThat(bomb.length).isLessThan(1 << 20);
        assertThat(Zip.only(bomb)).hasSize((1 << 20) + 1);
    }

    @Test
    void refusesWhatIsNoZipOrCutShort() {
        byte[] whole = zip(new byte[5000], "a.xml");
        assertThatThrownBy(() -> Zip.only(new byte[0])).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Zip.only("<alert/>".getBytes())).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Zip.only(Arrays.copyOf(whole, 40))).isInstanceOf(Refusal.class);
    }

    static byte[] zip(byte[] content, String... names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
