package cn.gulou.hub.dispatch;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.BindType;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.Session;
import org.jsmpp.session.SessionStateListener;

/**
 * One session of a port: whether it is bound, how much of its window is free, and whether it gives signs of life. When it
 * is lost, what has no answer yet ends UNCERTAIN at once.
 */
final class Link implements SessionStateListener {
    /** An answer may still come so long after its segment was given up. */
    private static final long MEMORY_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** How often that is looked at: those given up are remembered, and may be many. */
    private static final long OVERDUE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What answers a submit: submit_sm_resp, submit_multi_resp, generic_nack. */
    private static final Set<Integer> ANSWERS = Set.of(0x80000004, 0x80000021, 0x80000000);

    private final Window window;
    private final boolean forReceipts;
    private final Runnable changed;
    private volatile SessionState state = SessionState.CLOSED;
    private volatile PipelinedSession session;
    private volatile boolean binding;
    private volatile long triedAt = System.nanoTime() - MEMORY_NANOS;
    private volatile long heardAt = triedAt;
    private volatile long answeredAt = triedAt;
    private volatile int nudges;
    private volatile long overdueAt = triedAt;
    private volatile String trouble;

    /**
     * @param forReceipts true for one that only receives
     * @param changed told when a place in the window is free, or the session is bound or lost
     */
    Link(int window, boolean forReceipts, Runnable changed) {
        this.window = new Window(window);
        this.forReceipts = forReceipts;
        this.changed = changed;
    }

    boolean isForReceipts() {
        return forReceipts;
    }

    BindType bindType(boolean apart) {
        BindType ofPair = forReceipts ? BindType.BIND_RX : BindType.BIND_TX;
        return apart ? ofPair : BindType.BIND_TRX;
    }

    boolean isBound() {
        return state.isBound();
    }

    /** True when it is bound and answers, as far as one knows. */
    boolean isUsable() {
        return isBound() && !window.isShut();
    }

    /** Why the last bind failed; null when it did not. */
    String trouble() {
        return trouble;
    }

    @Override
    public void onStateChange(SessionState newState, SessionState oldState, Session source) {
        if (newState == SessionState.OPEN) {
            session = (PipelinedSession) source;
            heardAt = System.nanoTime();
            answeredAt = heardAt;
            window.open();
        }
        // of a session that was given up nothing is believed any more
        if (source == session) {
            state = newState;
            triedAt = System.nanoTime();
        }
        if (newState == SessionState.CLOSED || newState == SessionState.UNBOUND) {
            ((PipelinedSession) source).ended();
        }
        changed.run();
    }

    void binding() {
        triedAt = System.nanoTime();
        binding = true;
        nudges = 0;
    }

    void bindEnded(String whyNot) {
        triedAt = System.nanoTime();
        binding = false;
        trouble = whyNot;
    }

    boolean isBinding() {
        return binding;
    }

    /** True when it is not bound and nobody has tried for so long. */
    boolean isLeftAlone(long nanos) {
        return !isBound() && !binding && System.nanoTime() - triedAt > nanos;
    }

    /** Somebody is about to make it bind. */
    void nudge() {
        nudges++;
    }

    /** True when it is left alone although it was nudged again and again. */
    boolean isStuck(long nanos) {
        return nudges > 2 && isLeftAlone(nanos);
    }

    /** The header of a PDU came. That enquiries are answered says nothing of submits. */
    void heard(int commandId) {
        heardAt = System.nanoTime();
        if (ANSWERS.contains(commandId)) {
            answeredAt = heardAt;
            if (window.trust()) {
                changed.run();
            }
        }
    }

    /** True when anything at all came since then. */
    boolean hasSpokenSince(long nanoTime) {
        return heardAt - nanoTime > 0;
    }

    /** True when it looks bound but gave no sign of life for so long: nothing came, or no answer while segments wait or would. */
    boolean isDead(long nanos) {
        PipelinedSession current = session;
        long now = System.nanoTime();
        if (current == null || !isBound()) {
            return false;
        }
        return now - heardAt > nanos
                || window.isShutFor(nanos / 2)
                || now - answeredAt > nanos && waitsInVain(current.unanswered(), nanos);
    }

    /** Segments are sent, and those of so long ago have no answer. */
    private static boolean waitsInVain(List<Sending> unanswered, long nanos) {
        return unanswered.stream().anyMatch(sending -> !sending.isEnded())
                && unanswered.stream().anyMatch(sending -> sending.ageNanos() > nanos);
    }

    /** Cuts the line of a dead session: what waits on it ends UNCERTAIN, and it is bound anew. */
    void cutOff() {
        PipelinedSession current = session;
        state = SessionState.CLOSED;
        triedAt = System.nanoTime();
        if (current != null) {
            current.cutOff();
        }
        changed.run();
    }

    /**
     * Gives up what has waited longer than the transaction timer. When nothing else was answered meanwhile either, no more is
     * sent until something is, and after that, or a new bind, one at first: a dead line, or a message centre that takes and
     * never answers, would get one window after the other, all of it UNCERTAIN.
     */
    void endOverdue() {
        PipelinedSession current = session;
        long now = System.nanoTime();
        if (current == null || now - overdueAt < OVERDUE_NANOS) {
            return;
        }
        overdueAt = now;
        long patience = TimeUnit.MILLISECONDS.toNanos(current.getTransactionTimer());
        boolean silent = now - answeredAt > patience / 2;
        for (Sending sending : current.unanswered()) {
            if (silent && sending.ageNanos() > patience && !sending.isEnded()) {
                window.shut();
            }
            sending.overdue(patience, MEMORY_NANOS);
        }
    }

    Window window() {
        return window;
    }

    /** A segment has ended: its place is free. */
    void release() {
        window.release();
        changed.run();
    }
}
