package cn.gulou.hub.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Keeps each port's route running while one of its sessions is bound, and stopped otherwise: a sick port takes no tokens,
 * the others of its kind go on.
 */
@Component("portWatch")
public class PortWatch {
    private static final Logger LOG = LoggerFactory.getLogger(PortWatch.class);
    private static final int STOP_SECONDS = 5;

    private final Ports ports;
    private final ObjectProvider<CamelContext> camel;
    private final long bindNanos;

    PortWatch(Ports ports, ObjectProvider<CamelContext> camel, DispatchSettings settings) {
        this.ports = ports;
        this.camel = camel;
        this.bindNanos = settings.dispatch().bindTimeout().toNanos();
    }

    /** The sessions, as the end of their route ids, that should be bound and are not. */
    public List<String> unbound() {
        List<String> unbound = new ArrayList<>();
        for (Port port : ports.all()) {
            for (int session = 0; session < port.links().size(); session++) {
                port.link(session).giveUpBindAfter(bindNanos);
                if (!port.link(session).isBound() && !port.isStoppedByHand()) {
                    unbound.add(port.name() + "-" + session);
                }
            }
        }
        return unbound;
    }

    /** Starts and stops port routes as their sessions come and go. */
    public void startAndStop() throws Exception {
        var routes = camel.getObject().getRouteController();
        for (Port port : ports.all()) {
            String route = "smpp-port-" + port.name();
            ServiceStatus status = routes.getRouteStatus(route);
            if (port.mayWork() && status != null && status.isStopped()) {
                LOG.info(
                        "Port {} is bound with {} of {} sessions: it takes work",
                        port.name(),
                        port.boundSessions(),
                        port.links().size());
                routes.startRoute(route);
            } else if (!port.mayWork() && status != null && status.isStarted()) {
                LOG.warn("Port {} takes no more work: {}", port.name(), why(port));
                routes.stopRoute(route, STOP_SECONDS, TimeUnit.SECONDS, false);
            }
        }
    }

    static String why(Port port) {
        if (port.isStoppedByHand()) {
            return "stopped by hand";
        }
        return port.fault() != null ? "the carrier answered " + port.fault() : "no session is bound";
    }
}
