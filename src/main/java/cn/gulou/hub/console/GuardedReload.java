package cn.gulou.hub.console;

import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ResourceReload;
import org.apache.camel.spi.ResourceReloadStrategy;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.RouteWatcherReloadStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** A route file that is saved in a special-guarantee period is not loaded: one person alone would change the routes (C-16). */
@Component
class GuardedReload implements CamelContextConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedReload.class);

    private final BooleanSupplier guarantee;

    @Autowired
    GuardedReload(Guarantee guarantee) {
        this(guarantee::isInForce);
    }

    /** @param guarantee whether a special-guarantee period is in force */
    GuardedReload(BooleanSupplier guarantee) {
        this.guarantee = guarantee;
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        // the watch of the files gives itself its reload when it starts
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        ResourceReloadStrategy watch = context.hasService(RouteWatcherReloadStrategy.class);
        if (watch != null) {
            watch.setResourceReload(guarded(watch.getResourceReload()));
        }
    }

    ResourceReload guarded(ResourceReload reload) {
        return (name, resource) -> {
            if (guarantee.getAsBoolean()) {
                LOG.warn(
                        "Route file {} was saved in a special-guarantee period: not loaded. Save it again after", name);
            } else {
                reload.onReload(name, resource);
            }
        };
    }
}
