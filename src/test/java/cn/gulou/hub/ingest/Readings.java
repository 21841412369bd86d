package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads bodies for tests, without keys or database. */
final class Readings {
    static final Set<String> EVENT_TYPES = Set.of("11B03", "11B06", "11B17");

    private Readings() {}

    static AlertReader reader() {
        return new AlertReader(EVENT_TYPES, "upstream", bytes -> new byte[] {1, 2, (byte) bytes.length}, null);
    }

    static Reading read(byte[] body, String contentType) {
        return reader().read(body, contentType);
    }

    static Reading xml(String body) {
        return read(body.getBytes(StandardCharsets.UTF_8), "application/xml");
    }

    static Reading json(String body) {
        return read(body.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    /** The refusal a body meets; fails when it is accepted. */
    static Refusal refusal(byte[] body, String contentType) {
        try {
            read(body, contentType);
        } catch (Refusal refusal) {
            return refusal;
        }
        throw new AssertionError("was accepted");
    }

    static Refusal refusal(String body, String contentType) {
        return refusal(body.getBytes(StandardCharsets.UTF_8), contentType);
    }

    static Set<String> codes(List<Violation> violations) {
        return violations.stream().map(Violation::code).collect(Collectors.toSet());
    }

    static Set<String> codes(Refusal refusal) {
        return codes(refusal.violations());
    }

    static byte[] sample(String name) {
        try (InputStream in = Readings.class.getResourceAsStream("/cap-samples/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sampleText(String name) {
        return new String(sample(name), StandardCharsets.UTF_8);
    }
}
