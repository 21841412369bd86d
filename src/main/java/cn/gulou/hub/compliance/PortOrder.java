package cn.gulou.hub.compliance;

import java.util.Map;

/**
 * Starts or stops a port on two people's word (C-16). Confirming it is all that is done here: route {@code decide-proposal}
 * hands it on to the room that has the ports.
 */
final class PortOrder extends TwoPeopleOrder {
    static final String START = "port.start";
    static final String STOP = "port.stop";

    PortOrder(String action) {
        super(action, "operator", "engineer", "admin");
    }

    @Override
    Map<String, String> carryOut(Confirmed order) {
        return Map.of("port", order.content().path("port").asText());
    }
}
