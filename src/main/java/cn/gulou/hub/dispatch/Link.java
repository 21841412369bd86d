package cn.gulou.hub.dispatch;

import java.util.HashSet;
import java.util.Set;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.Session;
import org.jsmpp.session.SessionStateListener;

/**
 * One session of a port: whether it is bound, and who waits for an answer on it. When the session is lost those waiting
 * are woken at once; jSMPP alone would let them wait out the transaction timer.
 */
final class Link implements SessionStateListener {
    private final Set<Thread> waiting = new HashSet<>();
    private volatile SessionState state = SessionState.CLOSED;
    private volatile Thread binder;
    private volatile long bindingSince;

    boolean isBound() {
        return state.isTransmittable();
    }

    SessionState state() {
        return state;
    }

    @Override
    public void onStateChange(SessionState newState, SessionState oldState, Session source) {
        if (newState == SessionState.OPEN) {
            // this runs in the thread that binds
            binder = Thread.currentThread();
            bindingSince = System.nanoTime();
        } else {
            binder = null;
        }
        state = newState;
        if (newState == SessionState.CLOSED || newState == SessionState.UNBOUND) {
            wakeAll();
        }
    }

    /** jSMPP waits 60 s for a bind answer: a bind that takes longer than this is given up, to be tried again. */
    void giveUpBindAfter(long nanos) {
        Thread stuck = binder;
        if (stuck != null && System.nanoTime() - bindingSince > nanos) {
            binder = null;
            stuck.interrupt();
        }
    }

    synchronized void startWaiting() {
        waiting.add(Thread.currentThread());
    }

    /** Clears an interrupt that was meant for the wait only. */
    synchronized void stopWaiting() {
        if (!waiting.remove(Thread.currentThread())) {
            Thread.interrupted();
        }
    }

    private synchronized void wakeAll() {
        waiting.remove(Thread.currentThread());
        waiting.forEach(Thread::interrupt);
        waiting.clear();
    }
}
