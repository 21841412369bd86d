package cn.gulou.hub.compliance;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** Health of sending as a whole: degraded while the switch is thrown (C-18); says when a guarantee period is on (C-16). */
@Component("sending-health")
class SendingHealthIndicator extends AbstractHealthIndicator {
    private static final Status DEGRADED = new Status("DEGRADED");

    private final StopSwitch stopSwitch;
    private final GuaranteePeriods periods;

    SendingHealthIndicator(StopSwitch stopSwitch, GuaranteePeriods periods) {
        super("the ledger cannot be asked");
        this.stopSwitch = stopSwitch;
        this.periods = periods;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        StopSwitch.Stops stops = stopSwitch.list();
        health.status(stops.stopped() ? DEGRADED : Status.UP)
                .withDetail("stopped", stops.stopped())
                .withDetail("guaranteePeriod", periods.inForce());
        if (stops.stopped()) {
            health.withDetail("stop", stops.stops().get(0));
        }
    }
}
