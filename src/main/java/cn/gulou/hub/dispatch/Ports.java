package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.CannotStart;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Every port there is, by name. Also the step {@code throttle} of the route smpp-port. */
@Component("ports")
public class Ports {
    private final Map<String, Port> byName = new LinkedHashMap<>();

    Ports(DispatchSettings settings) {
        for (PortSettings port : settings.ports()) {
            if (byName.put(port.name(), new Port(port, settings.dispatch().pace())) != null) {
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

    /** Waits for the port's pace and says which of its sessions is next. */
    public int throttle(String port) {
        Port chosen = byName.get(port);
        chosen.pacer().await();
        return chosen.nextSession();
    }
}
