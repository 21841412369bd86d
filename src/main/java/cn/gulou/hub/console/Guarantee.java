package cn.gulou.hub.console;

import cn.gulou.hub.alert.SqlFile;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether a special-guarantee period is in force: then nobody changes routes alone (C-16). */
@Component
class Guarantee {
    private static final String ASK = SqlFile.read("console/ask-guarantee");

    private final JdbcClient jdbc;
    private final Clock clock;

    Guarantee(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean isInForce() {
        return jdbc.sql(ASK)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }
}
