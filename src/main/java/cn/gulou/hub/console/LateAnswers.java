package cn.gulou.hub.console;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Gives an answer a little later, and holds no thread meanwhile: who asks again and again without waiting gets no more
 * answers a second than that lets through, however many connections it has.
 */
final class LateAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(LateAnswers.class);
    /** Held at once; what comes beyond is answered at once. */
    private static final int MOST = 1_000;

    private final long nanos;
    private final Semaphore places;
    private final ScheduledExecutorService clock;

    LateAnswers(Duration delay) {
        this(delay, MOST, Executors.newSingleThreadScheduledExecutor(threads()));
    }

    LateAnswers(Duration delay, int most, ScheduledExecutorService clock) {
        this.nanos = delay.toNanos();
        this.places = new Semaphore(most);
        this.clock = clock;
    }

    private static ThreadFactory threads() {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("late-answers-");
        threads.setDaemon(true);
        return threads;
    }

    /** An answer to be written. */
    interface Answer {
        void write() throws IOException;
    }

    void give(HttpServletRequest request, Answer answer) throws IOException {
        if (nanos == 0 || !places.tryAcquire()) {
            answer.write();
            return;
        }
        AsyncContext held = request.startAsync();
        held.setTimeout(0);
        // written by a thread of the server: whoever does not read holds up that one only
        clock.schedule(() -> held.start(() -> end(held, answer)), nanos, TimeUnit.NANOSECONDS);
    }

    private void end(AsyncContext held, Answer answer) {
        try {
            answer.write();
        } catch (IOException e) {
            LOG.debug("Whoever came too soon has not waited for the answer", e);
        } finally {
            places.release();
            held.complete();
        }
    }
}
