package cn.gulou.hub.dispatch;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * When the hub is told to stop: claims nothing more, and lets what is claimed be sent, answered and stored before any
 * route stops. So a planned stop leaves nothing UNCERTAIN.
 */
@Component
class Drain implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final Ports ports;
    private final ExecutorService bindThreads;
    private final Duration patience;
    private final Duration bindTimeout;
    private volatile boolean running;

    Drain(Ports ports, ExecutorService bindThreads, DispatchSettings settings) {
        this.ports = ports;
        this.bindThreads = bindThreads;
        this.patience = settings.dispatch().drainTimeout();
        this.bindTimeout = settings.dispatch().bindTimeout();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        ports.all().forEach(Port::drain);
        await(() -> held() == 0, patience);
        int left = held();
        if (left > 0) {
            LOG.warn("Stopping with {} segments unanswered: they will be UNCERTAIN at the next start", left);
        }
        // a bind that is being tried holds up the stop of its session, one after the other
        binding().forEach(Link::cutOff);
        await(() -> binding().findAny().isEmpty(), bindTimeout);
        bindThreads.shutdownNow();
        running = false;
    }

    private static void await(BooleanSupplier done, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private Stream<Link> binding() {
        return ports.all().stream().flatMap(port -> port.binds().stream()).filter(Link::isBinding);
    }

    private int held() {
        return ports.all().stream().mapToInt(port -> port.allowance().held()).sum();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The last to start and the first to stop, before Camel. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
