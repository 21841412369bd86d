package cn.gulou.hub.compliance;

import java.util.Map;
import java.util.Set;

/**
 * Starts or stops a port on two people's word (C-16). Confirming it is all that is done here: route {@code decide-proposal}
 * hands it on to the room that has the ports.
 */
record PortOrder(String action) implements TwoPeopleOrder {
    static final String START = "port.start";
    static final String STOP = "port.stop";

    @Override
    public Set<String> confirmers() {
        return Set.of("operator", "engineer", "admin");
    }

    @Override
    public Map<String, String> carryOut(Confirmed order) {
        return Map.of("port", order.content().path("port").asText());
    }
}
