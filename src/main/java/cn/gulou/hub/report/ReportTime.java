package cn.gulou.hub.report;

import java.time.Clock;
import java.time.OffsetDateTime;
import org.springframework.stereotype.Component;

/** The hub's time, as the routes of this room give it to SQL. */
@Component("reportTime")
public class ReportTime {
    private final Clock clock;
    private final ReportSettings settings;

    ReportTime(Clock clock, ReportSettings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    public OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    /** What was submitted before this has waited long enough for its receipt. */
    public OffsetDateTime tooOld() {
        return now().minus(settings.receiptPatience());
    }
}
