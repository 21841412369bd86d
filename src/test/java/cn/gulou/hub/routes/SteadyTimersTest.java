package cn.gulou.hub.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SteadyTimersTest {
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final AtomicInteger ticks = new AtomicInteger();
    private final CountDownLatch held = new CountDownLatch(1);
    private final AtomicBoolean hold = new AtomicBoolean();
    private volatile boolean isHeld;

    @BeforeEach
    void start() throws Exception {
        camel.addComponent("timer", new SteadyTimers());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:try?period=10&delay=0")
                        .routeId("try")
                        .process(exchange -> ticks.incrementAndGet())
                        .process(exchange -> holdIfAsked())
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
        await().until(() -> threads().isEmpty());
        camel.getRouteController().startRoute("try");
        await().until(() -> ticks.get() > stopped + 3);
    }

    /** Were it to go on with the next start's thread, the route would tick twice as often, and more with each start. */
    @Test
    void aTickThatOutlivesItsRouteIsItsLast() throws Exception {
        hold.set(true);
        await().until(() -> isHeld);
        camel.getRouteController().stopRoute("try", 100, TimeUnit.MILLISECONDS);
        camel.getRouteController().startRoute("try");
        int started = ticks.get();
        await().until(() -> ticks.get() > started + 5);
        held.countDown();
        await().until(() -> threads().size() == 1);

        int before = ticks.get();
        long begun = System.nanoTime();
        await().pollInterval(Duration.ofMillis(5)).until(() -> ticks.get() >= before + 50);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(450));
    }

    /** One tick, to its end whatever happens: a statement that waits for the database does not hear of a stop either. */
    private void holdIfAsked() {
        if (hold.getAndSet(false)) {
            isHeld = true;
            boolean waiting = true;
            while (waiting) {
                try {
                    held.await();
                    waiting = false;
                } catch (InterruptedException e) {
                    // goes on waiting
                }
            }
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("timer://try"))
                .toList();
    }
}
