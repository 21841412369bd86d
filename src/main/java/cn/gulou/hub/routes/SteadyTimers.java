package cn.gulou.hub.routes;

import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.component.timer.TimerComponent;
import org.apache.camel.component.timer.TimerConsumer;
import org.apache.camel.component.timer.TimerEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The scheme {@code timer:}, by a clock that nobody can set. Camel's own goes by the time of day: set back an hour, every
 * route that comes round by itself would stand still for that hour, the storing of answers too. And it dies of an error
 * that a tick throws; this one goes on. Takes the place of Camel's component: the bean's name is the scheme.
 */
@Component("timer")
// Without it the options of every endpoint are silently dropped, as with HubSmppComponent.
@org.apache.camel.spi.annotations.Component("timer")
class SteadyTimers extends TimerComponent {
    private static final Logger LOG = LoggerFactory.getLogger(SteadyTimers.class);

    /** None: ticks have threads of their own. */
    @Override
    public Timer getTimer(TimerConsumer consumer) {
        return null;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) throws Exception {
        Steady endpoint = new Steady(uri, this, name);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private static final class Steady extends TimerEndpoint {
        Steady(String uri, SteadyTimers component, String name) {
            super(uri, component, name);
        }

        @Override
        public Consumer createConsumer(Processor processor) throws Exception {
            Consumer consumer = new Ticks(this, processor);
            configureConsumer(consumer);
            return consumer;
        }
    }

    /** From the beginning of a tick to that of the next is a period, or as long as the tick takes. */
    private static final class Ticks extends TimerConsumer {
        private ScheduledExecutorService thread;
        private TimerTask tick;

        Ticks(Steady endpoint, Processor processor) {
            super(endpoint, processor);
        }

        @Override
        protected synchronized void configureTask(TimerTask task, Timer none) {
            if (thread == null) {
                tick = task;
                thread = getEndpoint()
                        .getCamelContext()
                        .getExecutorServiceManager()
                        .newSingleThreadScheduledExecutor(this, "timer://" + getTimerName());
                next(thread, TimeUnit.MILLISECONDS.toNanos(getDelay()));
            }
        }

        private void run(ScheduledExecutorService of) {
            long begun = System.nanoTime();
            try {
                tick.run();
            } catch (Error e) {
                LOG.error("Timer {} goes on after an error", getTimerName(), e);
            }
            next(of, TimeUnit.MILLISECONDS.toNanos(getPeriod()) - (System.nanoTime() - begun));
        }

        /** A tick that outlives its route leaves the ticks of the next start alone. */
        private synchronized void next(ScheduledExecutorService of, long nanos) {
            if (thread == of && thread != null) {
                thread.schedule(() -> run(of), Math.max(0, nanos), TimeUnit.NANOSECONDS);
            }
        }

        @Override
        protected void doStop() throws Exception {
            super.doStop();
            synchronized (this) {
                if (thread != null) {
                    getEndpoint().getCamelContext().getExecutorServiceManager().shutdown(thread);
                    thread = null;
                }
            }
        }
    }
}
