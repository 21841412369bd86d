package cn.gulou.hub.console;

import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What the console may do over JMX: look, and for an engineer start and stop routes. Nothing writes an attribute, shows a
 * message's body, runs a command of the JVM or changes the broker.
 */
@Component
class JolokiaPolicy implements Restrictor {
    private static final Set<RequestType> TYPES =
            Set.of(RequestType.READ, RequestType.LIST, RequestType.SEARCH, RequestType.VERSION, RequestType.EXEC);

    private static final Set<String> DOMAINS = Set.of(
            "org.apache.camel", "org.apache.activemq.artemis", "java.lang", "jolokia", "hawtio", "JMImplementation");

    /** Attributes that hold settings, secrets or messages. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(password|secret|credential|systemproperties|inputarguments|classpath|librarypath|asjson).*");

    /** What Hawtio asks to draw its pages, by type of MBean; none resolves placeholders, none shows a message. */
    private static final Map<String, Set<String>> LOOKING = Map.of(
            "context",
            Set.of("dumpRoutesAsXml()", "dumpRoutesStatsAsXml", "dumpRoutesStatsAsXml(boolean,boolean)"),
            "routes",
            Set.of("dumpRouteAsXml()", "dumpRouteStatsAsXml()"),
            "services",
            Set.of("listRestServices()", "endpointStatistics()"));

    private static final Set<String> STEERING = Set.of("start()", "stop()", "suspend()", "resume()");

    private final BooleanSupplier guarantee;

    @Autowired
    JolokiaPolicy(Guarantee guarantee) {
        this(guarantee::isInForce);
    }

    /** @param guarantee whether a special-guarantee period is in force */
    JolokiaPolicy(BooleanSupplier guarantee) {
        this.guarantee = guarantee;
    }

    @Override
    public boolean isHttpMethodAllowed(HttpMethod method) {
        return true;
    }

    @Override
    public boolean isTypeAllowed(RequestType type) {
        return TYPES.contains(type);
    }

    @Override
    public boolean isAttributeReadAllowed(ObjectName name, String attribute) {
        return !isObjectNameHidden(name)
                && (attribute == null || !SECRET.matcher(attribute).matches());
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName name, String attribute) {
        return false;
    }

    @Override
    public boolean isOperationAllowed(ObjectName name, String operation) {
        String type = String.valueOf(name.getKeyProperty("type"));
        if (name.getDomain().equals("hawtio")) {
            return type.equals("security") && operation.startsWith("canInvoke(");
        }
        if (!name.getDomain().equals("org.apache.camel") || name.isPattern()) {
            return false;
        }
        if (type.equals("routes") && STEERING.contains(operation)) {
            return mayStartAndStop() && !guarantee.getAsBoolean();
        }
        return LOOKING.getOrDefault(type, Set.of()).contains(operation);
    }

    @Override
    public boolean isRemoteAccessAllowed(String... hosts) {
        return true;
    }

    @Override
    public boolean isOriginAllowed(String origin, boolean strict) {
        return origin == null
                || RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
                        && SameOrigin.isHere(origin, current.getRequest());
    }

    @Override
    public boolean isObjectNameHidden(ObjectName name) {
        return !name.isDomainPattern() && !DOMAINS.contains(name.getDomain());
    }

    private static boolean mayStartAndStop() {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        return login != null && login.getAuthorities().stream().anyMatch(RoleMatrix.ROUTES::contains);
    }
}
