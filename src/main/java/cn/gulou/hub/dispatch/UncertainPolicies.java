package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.SqlFile;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Carries out what an approval ordered for segments that may have gone (DESIGN §4). */
@Component("uncertainPolicies")
public class UncertainPolicies {
    private static final Logger LOG = LoggerFactory.getLogger(UncertainPolicies.class);
    private static final String RESEND = SqlFile.read("dispatch/resend-by-policy");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration wait;
    private final int most;

    UncertainPolicies(JdbcClient jdbc, Clock clock, DispatchSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.wait = settings.dispatch().waitReceipt();
        this.most = settings.dispatch().policyResends();
    }

    /** Goes through what is due, slice by slice. */
    public void carryOut() {
        int resent = 0;
        Slice slice = slice();
        while (slice.marks() > 0) {
            resent += slice.segments();
            slice = slice();
        }
        if (resent > 0) {
            LOG.warn("{} uncertain segments are sent again, as their approvals order", resent);
        }
    }

    private Slice slice() {
        return jdbc.sql(RESEND)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("wait", wait.toString())
                .param("most", most)
                .query((row, index) -> new Slice(row.getInt("marks"), row.getInt("segments")))
                .single();
    }

    private record Slice(int marks, int segments) {}
}
