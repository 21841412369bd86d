package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Refusal;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ports as people see them: health, and starting and stopping by hand. */
@Component("portDesk")
public class PortDesk {
    private final Ports ports;
    private final JdbcClient jdbc;

    PortDesk(Ports ports, JdbcClient jdbc) {
        this.ports = ports;
        this.jdbc = jdbc;
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

    /** Lets a port work again. Recorded with the account's name. */
    public PortView start(String name, String account) {
        Port port = known(name);
        port.startByHand();
        record(name, account, "port-started");
        return view(port);
    }

    /** Stops a port: what it claimed is still answered, nothing more is claimed. Recorded with the account's name. */
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

    private void record(String name, String account, String action) {
        jdbc.sql("INSERT INTO audit (actor, action, subject) VALUES (:account, :action, :subject)")
                .param("account", account)
                .param("action", action)
                .param("subject", "port:" + name)
                .update();
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
