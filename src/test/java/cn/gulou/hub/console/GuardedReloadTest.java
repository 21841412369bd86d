package cn.gulou.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.RouteWatcherReloadStrategy;
import org.junit.jupiter.api.Test;

class GuardedReloadTest {
    private final List<String> reloaded = new ArrayList<>();
    private boolean guarantee;

    @Test
    void loadsWhatIsSaved_unlessASpecialGuaranteePeriodIsInForce() throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            RouteWatcherReloadStrategy watch = new RouteWatcherReloadStrategy();
            watch.setResourceReload((name, resource) -> reloaded.add(name));
            camel.addService(watch, true, false);
            new GuardedReload(() -> guarantee).afterApplicationStart(camel);

            watch.getResourceReload().onReload("before.camel.yaml", null);
            guarantee = true;
            watch.getResourceReload().onReload("during.camel.yaml", null);
            guarantee = false;
            watch.getResourceReload().onReload("after.camel.yaml", null);

            assertThat(reloaded).containsExactly("before.camel.yaml", "after.camel.yaml");
        }
    }
}
