package cn.gulou.hub.ingest;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.stereotype.Component;

/**
 * Which properties of a JMS message cross, by exact name: a handful of ours, and none that could steer a route. A deny list
 * would be beaten by another letter case (CVE-2026-40453).
 */
@Component("hubHeaders")
public class HubHeaders implements HeaderFilterStrategy {
    private static final Set<String> OUT = Set.of("_AMQ_DUPL_ID", "failedRoute", "errorCode", "failedAt");
    private static final Set<String> IN = Set.of("failedRoute", "errorCode", "failedAt");

    /** True keeps it out of the message. */
    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !OUT.contains(name);
    }

    /** True keeps it out of the route. */
    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !IN.contains(name);
    }
}
