package cn.gulou.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who was told to come later waits so long, and nobody else. */
class TooSoonTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
    private final TooSoon tooSoon = new TooSoon(now::get);

    @Test
    void waitsAsLongAsItWasTold() {
        assertThat(tooSoon.comes("one", "/api/alerts")).isFalse();
        tooSoon.told("one", "/api/alerts", "1");
        assertThat(tooSoon.comes("one", "/api/alerts")).isTrue();
        now.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(tooSoon.comes("one", "/api/alerts")).isTrue();
        now.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(tooSoon.comes("one", "/api/alerts")).isFalse();
    }

    @Test
    void nobodyElseWaits_andNothingElseDoes() {
        tooSoon.told("one", "/api/alerts", "1");
        assertThat(tooSoon.comes("two", "/api/alerts")).isFalse();
        assertThat(tooSoon.comes("one", "/api/alerts/1")).isFalse();
    }

    @Test
    void withoutAWordNobodyWaits() {
        tooSoon.told("one", "/api/alerts", null);
        assertThat(tooSoon.comes("one", "/api/alerts")).isFalse();
    }
}
