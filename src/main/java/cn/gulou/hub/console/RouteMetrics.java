package cn.gulou.hub.console;

import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.spi.RoutePolicy;
import org.springframework.stereotype.Component;

/**
 * Counts and times every route but those that run once for each segment or receipt: there the counting cost as much as the
 * work. Segments and receipts have counters of their own, added up by batches.
 */
@Component
class RouteMetrics extends MicrometerRoutePolicyFactory {
    private static final Pattern FOR_EACH_SEGMENT = Pattern.compile("smpp-(claim|session|answers)-.*|receipt");

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return FOR_EACH_SEGMENT.matcher(routeId).matches() ? null : super.createRoutePolicy(context, routeId, route);
    }
}
