package cn.gulou.hub.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that runs like the real one, from where a test sets it. */
public final class TestTime extends Clock {
    private volatile Duration shift = Duration.ZERO;

    /** Makes it this time now; the clock runs on from there. */
    public void set(Instant wanted) {
        shift = Duration.between(Instant.now(), wanted);
    }

    public void reset() {
        shift = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(shift);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
