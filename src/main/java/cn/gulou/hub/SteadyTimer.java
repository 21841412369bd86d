package cn.gulou.hub;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A timer that counts time gone by instead of reading the machine's clock. {@link Timer} reads it, and stands still for an
 * hour when the clock is set back an hour: nothing would be deferred, released, merged or told meanwhile.
 */
final class SteadyTimer extends Timer {
    private final ScheduledThreadPoolExecutor thread;

    SteadyTimer(String name) {
        super(true);
        // ends the thread that every Timer begins with
        super.cancel();
        thread = new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "timer-" + name));
        // cancelled is cancelled: what waits goes, and what would come round again is not taken
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void schedule(TimerTask task, long delay) {
        thread.schedule(task, delay, TimeUnit.MILLISECONDS);
    }

    /** As Timer does: a period after the last begin, or at once when that is past. What was missed is not made up for. */
    @Override
    public void schedule(TimerTask task, long delay, long period) {
        thread.schedule(() -> runAndAgain(task, period), delay, TimeUnit.MILLISECONDS);
    }

    @Override
    public void scheduleAtFixedRate(TimerTask task, long delay, long period) {
        thread.scheduleAtFixedRate(task, delay, period, TimeUnit.MILLISECONDS);
    }

    private void runAndAgain(TimerTask task, long period) {
        long begun = System.nanoTime();
        try {
            task.run();
        } finally {
            long next = begun + TimeUnit.MILLISECONDS.toNanos(period) - System.nanoTime();
            thread.schedule(() -> runAndAgain(task, period), Math.max(0, next), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void cancel() {
        thread.shutdown();
    }
}
