package cn.gulou.hub.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.gulou.hub.alert.CannotStart;
import cn.gulou.hub.alert.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class SignaturesTest {
    private static final String KEY = "a key of thirty-two characters or more";
    private static final byte[] BODY = "<alert/>".getBytes(UTF_8);
    /** printf '<alert/>' | openssl dgst -sha256 -hmac 'a key of thirty-two characters or more' */
    private static final String RIGHT = "sha256=9c49d7dc1633b2f059fad4098a6795759b82eb62110a3bcb27b780e7fb964a9c";

    private final Signatures signatures = signatures(KEY, null);

    @Test
    void takesWhatIsSignedWithTheKey() {
        assertThatCode(() -> signatures.check("city", UnaryOperator.identity(), RIGHT, BODY))
                .doesNotThrowAnyException();
        assertThatCode(() -> signatures.check("city", UnaryOperator.identity(), " " + RIGHT + "\n", BODY))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "sha256=", "sha256=00", "sha1=abc"})
    void takesNothingElseOfASourceWithAKey(String signature) {
        assertThatThrownBy(() -> signatures.check("city", UnaryOperator.identity(), signature, BODY))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.statusCode())
                        .isEqualTo(403));
    }

    @Test
    void takesNoOtherBytes() {
        assertThatThrownBy(() -> signatures.check("city", UnaryOperator.identity(), RIGHT, "<alert />".getBytes(UTF_8)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void asksNothingOfASourceWithoutAKey() {
        assertThatCode(() -> signatures.check("other", UnaryOperator.identity(), null, BODY))
                .doesNotThrowAnyException();
    }

    @Test
    void readsTheKeyFromAFile_orDoesNotStart(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), KEY + "\n");
        assertThatCode(() -> signatures(null, file).check("city", UnaryOperator.identity(), RIGHT, BODY))
                .doesNotThrowAnyException();

        assertThatThrownBy(() -> signatures(null, folder.resolve("none"))).isInstanceOf(CannotStart.class);
        assertThatThrownBy(() -> signatures("short", null))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("city")
                .hasMessageNotContaining("short");
    }

    @Test
    void anotherMachineOfTheDepartmentSignsWithItsKey() {
        assertThatCode(() -> signatures.check("second", account -> "city", RIGHT, BODY))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> signatures.check("second", account -> "city", null, BODY))
                .hasMessageContaining("signature-missing");
    }

    private static Signatures signatures(String key, Path file) {
        return new Signatures(new IngestSettings(
                Path.of("inbox"),
                List.of(new IngestSettings.Key("city", file, key)),
                "city",
                "city",
                1000,
                1000,
                Duration.ofSeconds(5),
                2000,
                1,
                1,
                1,
                0,
                DataSize.ofBytes(0),
                Duration.ofSeconds(5)));
    }
}
