package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.SqlFile;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells party A of ports that are out for longer than a blink, and of their coming back (C-17); whose duty a port is hears of it
 * from {@link PortAlarms}. One that a person stopped is told of where it is stopped. What was told last stands in the ledger: a restart tells nothing twice.
 */
@Component("portNews")
public class PortNews {
    private static final String OUT = SqlFile.read("dispatch/raise-port-out");
    private static final String BACK = SqlFile.read("dispatch/end-port-out");

    private final Ports ports;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final DispatchSettings.Common settings;
    /** Since when a port has been out, by the clock that nobody sets; absent: not known yet. */
    private final Map<String, Long> outSince = new HashMap<>();

    private final Map<String, Told> told = new HashMap<>();

    PortNews(Ports ports, JdbcClient jdbc, Clock clock, DispatchSettings settings) {
        this.ports = ports;
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings.dispatch();
    }

    public OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** @param guarantee whether a special-guarantee period is in force: then sooner (C-16) */
    public void tell(boolean guarantee) {
        Duration patience = guarantee ? settings.guaranteeOutageAfter() : settings.outageAfter();
        long now = System.nanoTime();
        for (Port port : ports.all()) {
            if (port.mayWork() || port.isStoppedByHand()) {
                outSince.remove(port.name());
                tell(port, false);
            } else if (port.fault() != null
                    || now - outSince.computeIfAbsent(port.name(), name -> now) >= patience.toNanos()) {
                tell(port, true);
            }
        }
    }

    private void tell(Port port, boolean out) {
        Told word = new Told(out, port.mayWork());
        if (word.equals(told.get(port.name()))) {
            return;
        }
        var statement = jdbc.sql(out ? OUT : BACK).param("port", port.name()).param("now", now());
        if (out) {
            statement.param("why", PortWatch.why(port));
        } else {
            statement.param("working", port.mayWork());
        }
        statement.query().listOfRows();
        told.put(port.name(), word);
    }

    private record Told(boolean out, boolean working) {}
}
