package cn.gulou.hub;

import java.util.Map;
import java.util.Timer;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.timer.TimerComponent;
import org.apache.camel.component.timer.TimerConsumer;

/** Camel's timer on a clock that nobody sets: takes the component's place by its bean's name, the scheme. */
@org.apache.camel.spi.annotations.Component("timer") // without it every option is dropped unsaid
@org.springframework.stereotype.Component("timer")
class SteadyTimers extends TimerComponent {
    private final Map<TimerConsumer, Timer> running = new ConcurrentHashMap<>();

    @Override
    public Timer getTimer(TimerConsumer consumer) {
        return running.computeIfAbsent(
                consumer, one -> new SteadyTimer(one.getEndpoint().getTimerName()));
    }

    @Override
    public void removeTimer(TimerConsumer consumer) {
        Timer timer = running.remove(consumer);
        if (timer != null) {
            timer.cancel();
        }
    }
}
