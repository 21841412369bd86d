package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.CannotStart;
import cn.gulou.hub.alert.SubmissionState;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Every port there is, by name. Also the step {@code throttle} of the route smpp-port. */
@Component("ports")
public class Ports {
    private final Map<String, Port> byName = new LinkedHashMap<>();

    private final Clock clock;

    Ports(DispatchSettings settings, Clock clock) {
        this.clock = clock;
        for (PortSettings port : settings.ports()) {
            if (byName.put(port.name(), new Port(port, settings.dispatch())) != null) {
                throw new CannotStart("hub.ports: two ports are called " + port.name());
            }
        }
    }

    Collection<Port> all() {
        return byName.values();
    }

    Port port(String name) {
        return byName.get(name);
    }

    boolean knows(String name) {
        return byName.containsKey(name);
    }

    /** Waits for a free place in a session's window, then for the port's pace, and says which session it is. */
    public int throttle(String port) {
        Port chosen = byName.get(port);
        int session = chosen.takeSession();
        chosen.pacer().await();
        return session;
    }

    /** The segment was let go but never reached its session: it is PENDING again. */
    public void notSent(Segment segment, int session) {
        Port port = byName.get(segment.claim().port());
        port.pacer().written(1);
        port.link(session).release();
        port.answers().add(new Outcome(segment, SubmissionState.PENDING, null, "not-bound", clock.instant(), false));
    }
}
