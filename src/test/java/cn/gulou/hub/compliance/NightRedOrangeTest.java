package cn.gulou.hub.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NightRedOrangeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T07:10:00Z");
    private static final List<Grants.Grant> GRANTS = List.of(
            new Grants.Grant(
                    "1",
                    null,
                    null,
                    null,
                    null,
                    "2026-01-01T00:00:00Z",
                    "2026-12-31T00:00:00Z",
                    "G-1",
                    "admin",
                    null,
                    null,
                    null),
            new Grants.Grant(
                    "2",
                    null,
                    null,
                    null,
                    null,
                    "2026-01-01T00:00:00Z",
                    "2026-11-01T00:00:00Z",
                    "G-OVER",
                    "admin",
                    null,
                    null,
                    null));

    @Test
    void deferringIsADecisionAndSoIsAGrant() {
        assertThat(NightRedOrange.isDecided("defer", List.of(), NOW)).isTrue();
        assertThat(NightRedOrange.isDecided("G-1", GRANTS, NOW)).isTrue();
    }

    @Test
    void sayingNothingOrNamingAGrantThatIsOverIsNone() {
        assertThat(NightRedOrange.isDecided("", GRANTS, NOW)).isFalse();
        assertThat(NightRedOrange.isDecided("G-OVER", GRANTS, NOW)).isFalse();
        assertThat(NightRedOrange.isDecided("G-2", GRANTS, NOW)).isFalse();
    }
}
