package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.SqlFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Calls somebody when a port has stopped itself, or has had no session for a while; a port that a person stopped is none of
 * its business. Writes into the ledger which ports work, for rooms that ask.
 */
@Component("portAlarms")
public class PortAlarms {
    private static final String TELL = SqlFile.read("dispatch/tell-ports");

    private final Ports ports;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final DispatchSettings.Common settings;
    private final Map<String, Instant> unboundSince = new HashMap<>();

    PortAlarms(Ports ports, JdbcClient jdbc, Clock clock, DispatchSettings settings) {
        this.ports = ports;
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings.dispatch();
    }

    public OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Looks at every port. In a special-guarantee period, when guarantee is true, it calls sooner (C-16). */
    public void look(boolean guarantee) {
        Duration patience = guarantee ? settings.guaranteeOutageAfter() : settings.alarmAfter();
        List<Port> all = List.copyOf(ports.all());
        jdbc.sql(TELL)
                .param("ports", all.stream().map(Port::name).toArray(String[]::new))
                .param("troubles", all.stream().map(PortAlarms::trouble).toArray(String[]::new))
                .param("faults", all.stream().map(port -> port.fault() != null).toArray(Boolean[]::new))
                .param(
                        "unbound",
                        all.stream().map(port -> isLeftUnbound(port, patience)).toArray(Boolean[]::new))
                .param("now", now())
                .query()
                .listOfRows();
    }

    private static String trouble(Port port) {
        return port.mayWork() ? null : PortWatch.why(port);
    }

    private boolean isLeftUnbound(Port port, Duration patience) {
        boolean wanted = !port.isStoppedByHand() && port.fault() == null;
        if (!wanted || port.boundSessions() > 0) {
            unboundSince.remove(port.name());
            return false;
        }
        Instant now = clock.instant();
        Instant since = unboundSince.computeIfAbsent(port.name(), name -> now);
        if (since.isAfter(now)) {
            // the clock was set back
            unboundSince.put(port.name(), now);
        }
        return Duration.between(since, now).compareTo(patience) >= 0;
    }
}
