package cn.gulou.hub.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Keeps each port's route running while one of its sessions is bound, and stopped otherwise: a sick port takes no tokens,
 * the others of its kind go on. A session that looks bound and gives no sign of life is cut off; one that nobody binds
 * again gets a new route.
 */
@Component("portWatch")
public class PortWatch {
    private static final Logger LOG = LoggerFactory.getLogger(PortWatch.class);
    private static final int STOP_SECONDS = 5;

    /** camel-smpp tries again after a second by itself: after this it has not, since its first bind failed. */
    private static final long TRY_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** After this no try has begun at all: the session's route is stuck. */
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(4);

    private final Ports ports;
    private final ObjectProvider<CamelContext> camel;
    private final long deadNanos;
    private final Map<String, String> told = new HashMap<>();
    private long lookedAt = System.nanoTime();

    PortWatch(Ports ports, ObjectProvider<CamelContext> camel, DispatchSettings settings) {
        this.ports = ports;
        this.camel = camel;
        this.deadNanos = settings.dispatch().deadAfter().toNanos();
    }

    /** Cuts off sessions that look bound and are dead. What waits on them ends UNCERTAIN. */
    public void cutOffDead() {
        long now = System.nanoTime();
        boolean stoodStill = now - lookedAt > deadNanos / 2;
        lookedAt = now;
        if (stoodStill) {
            // this process slept: what came meanwhile has yet to be read
            return;
        }
        for (Port port : ports.all()) {
            for (Link link : port.binds()) {
                if (link.isDead(deadNanos)) {
                    LOG.warn("Port {}: a session looks bound but gives no sign of life: cut off", port.name());
                    link.cutOff();
                }
            }
        }
    }

    /** The sessions, as the end of their route ids, that should be bound and that nobody binds. */
    public List<String> unbound() {
        List<String> unbound = binds(link -> link.isLeftAlone(TRY_NANOS));
        unbound.forEach(session -> link(session).nudge());
        return unbound;
    }

    /** The same for so long that a try from outside has not helped either. */
    public List<String> stuck() {
        return binds(link -> link.isStuck(STUCK_NANOS));
    }

    /** Stops and starts the route of one session: its reader has died, or nobody binds it any more. */
    public void restart(String session) throws Exception {
        LOG.warn("Session {} is stuck: its route is started anew", session);
        var routes = camel.getObject().getRouteController();
        String route = "smpp-session-" + session;
        routes.stopRoute(route, 1, TimeUnit.SECONDS, false);
        // camel-smpp lets go of its session before it closes it, so nobody else would be told
        link(session).cutOff();
        routes.startRoute(route);
    }

    /** Says once why a session cannot be bound. */
    private void tell(Port port) {
        String why = why(port);
        if (why.equals(told.put(port.name(), why)) || port.mayWork()) {
            return;
        }
        if (port.fault() != null) {
            LOG.error("Port {} has stopped itself: {}. A person starts it again", port.name(), why);
        } else {
            LOG.warn("Port {}: {}", port.name(), why);
        }
    }

    /** Starts and stops port routes as their sessions come and go. */
    public void startAndStop() throws Exception {
        var routes = camel.getObject().getRouteController();
        for (Port port : ports.all()) {
            String route = "smpp-port-" + port.name();
            ServiceStatus status = routes.getRouteStatus(route);
            tell(port);
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

    private List<String> binds(Predicate<Link> wanted) {
        List<String> binds = new ArrayList<>();
        for (Port port : ports.all()) {
            for (int session = 0; session < port.binds().size(); session++) {
                if (wanted.test(port.link(session)) && !port.isStoppedByHand() && !port.isDraining()) {
                    binds.add(port.name() + "-" + session);
                }
            }
        }
        return binds;
    }

    private Link link(String session) {
        int dash = session.lastIndexOf('-');
        return ports.port(session.substring(0, dash)).link(Integer.parseInt(session.substring(dash + 1)));
    }

    static String why(Port port) {
        if (port.isStoppedByHand()) {
            return "stopped by hand";
        }
        if (port.fault() != null) {
            return "the carrier answered " + port.fault();
        }
        if (port.boundSessions() > 0 && !port.isUsable()) {
            return "the carrier answers no submit";
        }
        return port.links().stream()
                .map(Link::trouble)
                .filter(trouble -> trouble != null)
                .findFirst()
                .map(trouble -> "no session is bound: " + trouble)
                .orElse("no session is bound");
    }
}
