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
        byName.values().forEach(this::checkCarrier);
    }

    /** A receipt may come over any port of its carrier: all of them must read its id alike. */
    private void checkCarrier(Port port) {
        PortSettings one = port.settings();
        for (Port another : byName.values()) {
            PortSettings other = another.settings();
            boolean alike = one.messageIds().equals(other.messageIds()) && one.idsByNumber() == other.idsByNumber();
            if (one.carrier().equals(other.carrier()) && !alike) {
                throw new CannotStart("hub.ports: " + one.name() + " and " + other.name()
                        + " are of one carrier, so message-ids, and whether submit-multi is above 1, must be alike");
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
    public int throttle(String port, Request request) {
        Port chosen = byName.get(port);
        int session = chosen.takeSession();
        chosen.pacer().await(request.getSize());
        return session;
    }

    /** The request was let go but never reached its session: all of it is PENDING again. */
    public void notSent(Request request, int session) {
        Port port = byName.get(request.any().claim().port());
        port.pacer().written(request.getSize());
        port.link(session).release();
        for (Segment segment : request.segments()) {
            port.answers().add(new Outcome(segment, SubmissionState.PENDING, null, "not-bound", clock.instant(), null));
        }
    }
}
