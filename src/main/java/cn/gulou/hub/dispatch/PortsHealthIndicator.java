package cn.gulou.hub.dispatch;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** Health of the ports: down when none works, degraded when one of them does not. */
@Component("ports-health")
class PortsHealthIndicator implements HealthIndicator {
    private static final Status DEGRADED = new Status("DEGRADED");

    private final Ports ports;

    PortsHealthIndicator(Ports ports) {
        this.ports = ports;
    }

    @Override
    public Health health() {
        long working = ports.all().stream().filter(Port::mayWork).count();
        Health.Builder health =
                working == ports.all().size() ? Health.up() : working > 0 ? Health.status(DEGRADED) : Health.down();
        ports.all().forEach(port -> health.withDetail(port.name(), port.mayWork() ? "working" : PortWatch.why(port)));
        return health.build();
    }
}
