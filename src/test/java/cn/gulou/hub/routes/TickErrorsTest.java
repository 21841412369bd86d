package cn.gulou.hub.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** A tick that fails undoes what its transaction did: the day's head would count as told that never left (C-43). */
class TickErrorsTest {
    private final List<String> done = new ArrayList<>();

    @Test
    void aFailedTickIsPutOnRecordAndUndone() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("PROPAGATION_REQUIRED", new SpringTransactionPolicy(new Transactions()));
            camel.getRegistry().bind("outages", new Outages());
            camel.getRegistry().bind("problems", new Problems());
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(
                            ResourceHelper.resolveResource(camel, "classpath:routes/shared/errors-tick.camel.yaml"));
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:tick")
                            .routeId("tick")
                            .routeConfigurationId("errors-tick")
                            .transacted()
                            .process(exchange -> done.add("made"))
                            .throwException(new IllegalStateException("the broker is away"));
                }
            });
            camel.start();
            camel.createProducerTemplate().sendBody("direct:tick", null);
        }
        assertThat(done).containsExactly("begin", "made", "on record: tick", "undone");
    }

    /** As the hub's own, of another room, which the routes know by name. */
    public static class Outages {
        public boolean ofDatabase(Throwable fault) {
            return false;
        }
    }

    /** The same. */
    public class Problems {
        public void skipped(String route, Throwable fault) {
            done.add("on record: " + route);
        }
    }

    private final class Transactions extends AbstractPlatformTransactionManager {
        private static final long serialVersionUID = 1L;

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            done.add("begin");
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            done.add("kept");
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            done.add("undone");
        }
    }
}
