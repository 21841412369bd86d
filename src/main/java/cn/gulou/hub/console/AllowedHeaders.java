package cn.gulou.hub.console;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.stereotype.Component;

/**
 * Which HTTP headers cross, by name. No request header or parameter can set a header a route trusts, in whatever letter
 * case (CVE-2026-40453); nothing of a route leaves but what an HTTP client needs.
 */
@Component("allowedHeaders")
class AllowedHeaders implements HeaderFilterStrategy {
    private static final Set<String> IN = Set.of("content-type", "accept");
    private static final Set<String> OUT = Set.of(
            "allow",
            "cache-control",
            "content-disposition",
            "content-language",
            "content-type",
            "etag",
            "location",
            "retry-after",
            "x-content-type-options");

    /** True keeps it out of the answer. */
    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !OUT.contains(name.toLowerCase(Locale.ROOT));
    }

    /** True keeps it out of the route. */
    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !IN.contains(name.toLowerCase(Locale.ROOT));
    }
}
