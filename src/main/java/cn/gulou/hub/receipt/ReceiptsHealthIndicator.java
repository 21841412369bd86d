package cn.gulou.hub.receipt;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** Health of the receipts: degraded while too few of them match something that was sent. */
@Component("receipts-health")
class ReceiptsHealthIndicator implements HealthIndicator {
    private static final Status DEGRADED = new Status("DEGRADED");

    private final MatchRate matchRate;

    ReceiptsHealthIndicator(MatchRate matchRate) {
        this.matchRate = matchRate;
    }

    @Override
    public Health health() {
        MatchRate.Window window = matchRate.window();
        Health.Builder health = window.low() ? Health.status(DEGRADED) : Health.up();
        return health.withDetail("matched", window.matched())
                .withDetail("receipts", window.receipts())
                .build();
    }
}
