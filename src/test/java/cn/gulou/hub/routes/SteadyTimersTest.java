package cn.gulou.hub.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SteadyTimersTest {
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final AtomicInteger ticks = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        camel.addComponent("timer", new SteadyTimers());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:try?period=10&delay=0")
                        .routeId("try")
                        .process(exchange -> ticks.incrementAndGet())
                        .filter(exchange -> ticks.get() == 3)
                        .throwException(new IllegalStateException("the third fails"));
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void ticksAsItsOptionsSay_overAFailure() {
        await().atMost(Duration.ofSeconds(5)).until(() -> ticks.get() > 20);
    }

    /** java.util.Timer waits for a time of day: when the clock is set back it stands still. */
    @Test
    void goesByNoClockThatCanBeSet() {
        await().until(() -> ticks.get() > 0);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().contains("timer://try"))
                .isNotEmpty()
                .noneMatch(thread -> thread.getClass().getName().equals("java.util.TimerThread"));
    }

    @Test
    void standsStillWhileItsRouteIsStopped_andGoesOnAfterwards() throws Exception {
        await().until(() -> ticks.get() > 0);
        camel.getRouteController().stopRoute("try");
        int stopped = ticks.get();
        await().during(Duration.ofMillis(200)).until(() -> ticks.get() == stopped);
        camel.getRouteController().startRoute("try");
        await().until(() -> ticks.get() > stopped + 3);
    }
}
