package cn.gulou.hub.dispatch;

import java.util.concurrent.TimeUnit;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.Session;
import org.jsmpp.session.SessionStateListener;

/**
 * One session of a port: whether it is bound, and how much of its window is free. When the session is lost, what has no
 * answer yet ends UNCERTAIN at once.
 */
final class Link implements SessionStateListener {
    /** An answer may still come so long after its segment was given up. */
    private static final long MEMORY_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final int window;
    private final Runnable changed;
    private int inFlight;
    private volatile SessionState state = SessionState.CLOSED;
    private volatile PipelinedSession session;
    private volatile long lastAnswer = System.nanoTime();
    private volatile Thread binder;
    private volatile long bindingSince;

    /** @param changed told when a place in the window is free, or the session is bound or lost */
    Link(int window, Runnable changed) {
        this.window = window;
        this.changed = changed;
    }

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
            session = (PipelinedSession) source;
        } else {
            binder = null;
        }
        state = newState;
        if (newState == SessionState.CLOSED || newState == SessionState.UNBOUND) {
            ((PipelinedSession) source).unanswered().forEach(Sending::lost);
        }
        changed.run();
    }

    /** jSMPP waits 60 s for a bind answer: a bind that takes longer than this is given up, to be tried again. */
    void giveUpBindAfter(long nanos) {
        Thread stuck = binder;
        if (stuck != null && System.nanoTime() - bindingSince > nanos) {
            binder = null;
            stuck.interrupt();
        }
    }

    /** Gives up what has waited longer than the transaction timer. */
    void endOverdue() {
        PipelinedSession current = session;
        if (current != null) {
            long patience = TimeUnit.MILLISECONDS.toNanos(current.getTransactionTimer());
            current.unanswered().forEach(sending -> sending.overdue(patience, MEMORY_NANOS));
        }
    }

    /** Takes a place in the window if one is free. */
    synchronized boolean take() {
        if (inFlight >= window) {
            return false;
        }
        inFlight++;
        return true;
    }

    /** Takes a place beyond the window: for what will end at once because nothing is bound. */
    synchronized void takeAnyway() {
        inFlight++;
    }

    /** A segment has ended: its place is free. */
    void release() {
        synchronized (this) {
            inFlight--;
        }
        changed.run();
    }

    synchronized int inFlight() {
        return inFlight;
    }

    void answered() {
        lastAnswer = System.nanoTime();
    }

    /** When the last answer to a submit came, by System.nanoTime(). */
    long lastAnswer() {
        return lastAnswer;
    }
}
