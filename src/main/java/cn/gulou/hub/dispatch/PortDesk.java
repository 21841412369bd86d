package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.SqlFile;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ports as people see them: health, and starting and stopping by hand. */
@Component("portDesk")
public class PortDesk {
    private static final String ANNOUNCE = SqlFile.read("dispatch/announce-port");

    private final Ports ports;
    private final JdbcClient jdbc;
    private final Clock clock;

    PortDesk(Ports ports, JdbcClient jdbc, Clock clock) {
        this.ports = ports;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * How a port is.
     *
     * @param rate ceiling, segments a second
     * @param bound sessions bound now, of {@code sessions}
     * @param unanswered segments claimed and not answered yet
     * @param unansweredBound what {@code unanswered} never exceeds
     */
    public record PortView(
            String name,
            Kind kind,
            String sourceAddress,
            int rate,
            int sessions,
            long bound,
            int unanswered,
            int unansweredBound,
            String state,
            String reason) {}

    /** Every port, in the order of the settings. */
    public List<PortView> list() {
        return ports.all().stream().map(PortDesk::view).toList();
    }

    /** The hub's time, and that there is such a port. */
    public OffsetDateTime now(String name) {
        known(name);
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Carries out what two people ordered: {@code port.start} or {@code port.stop} (C-16). */
    public PortView carryOut(String order, String name, String account) {
        return order.equals("port.start") ? start(name, account) : stop(name, account);
    }

    /** Lets a port work again. Recorded with the account's name, and announced (C-17). */
    public PortView start(String name, String account) {
        Port port = known(name);
        port.startByHand();
        record(name, account, "port-started");
        return view(port);
    }

    /** Stops a port: what it claimed is still answered, nothing more is claimed. Recorded and announced likewise. */
    public PortView stop(String name, String account) {
        Port port = known(name);
        port.stopByHand();
        record(name, account, "port-stopped");
        return view(port);
    }

    private Port known(String name) {
        if (!ports.knows(name)) {
            throw new Refusal(404, "port-unknown", "没有这个端口", "there is no port of this name");
        }
        return ports.port(name);
    }

    private void record(String name, String account, String kind) {
        jdbc.sql(ANNOUNCE)
                .param("kind", kind)
                .param("port", name)
                .param("account", account)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private static PortView view(Port port) {
        PortSettings settings = port.settings();
        return new PortView(
                settings.name(),
                settings.kind(),
                settings.sourceAddress(),
                settings.rate(),
                settings.sessions(),
                port.boundSessions(),
                port.allowance().held(),
                port.allowance().bound(),
                port.mayWork() ? "working" : "stopped",
                port.mayWork() ? null : PortWatch.why(port));
    }
}
