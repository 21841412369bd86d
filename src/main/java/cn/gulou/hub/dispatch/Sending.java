package cn.gulou.hub.dispatch;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jsmpp.GenericNackResponseException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.bean.Command;
import org.jsmpp.extra.PendingResponse;

/**
 * One request on the wire. It ends once: by its answer, by the loss of the link, or because time is up; in the last two
 * cases it may have gone. An answer that comes after that still counts.
 */
final class Sending extends PendingResponse<Command> {
    private final Request request;
    private final Submit submit;
    private final long startedNanos = System.nanoTime();
    private final Instant handedOver;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Runnable forget = () -> {};

    Sending(Request request, Submit submit, Instant handedOver) {
        super(0);
        this.request = request;
        this.submit = submit;
        this.handedOver = handedOver;
    }

    Request request() {
        return request;
    }

    Instant handedOver() {
        return handedOver;
    }

    boolean isEnded() {
        return ended.get();
    }

    long ageNanos() {
        return System.nanoTime() - startedNanos;
    }

    /** What takes it off the session's list. */
    void whenForgotten(Runnable forgetting) {
        forget = forgetting;
    }

    /** The carrier answered. */
    void answered(Answer answer) {
        forget.run();
        submit.answered(this, answer, ended.getAndSet(true));
    }

    /** Another answer than to a submit, by mistake of the carrier; called by jSMPP. */
    @Override
    public void done(Command answer) {
        lost();
    }

    /** The carrier answered that it did not understand; called by jSMPP. It was not taken. */
    @Override
    public void doneWithInvalidResponse(InvalidResponseException refusal) {
        forget.run();
        if (refusal instanceof GenericNackResponseException nack && nack.getCommandStatus() != 0) {
            submit.answered(this, new Answer(nack.getCommandStatus(), ""), ended.getAndSet(true));
        } else {
            lost();
        }
    }

    /** It could not be written down: nothing left. */
    void unwritten(String reason) {
        forget.run();
        if (!ended.getAndSet(true)) {
            submit.unwritten(this, reason);
        }
    }

    /** It never got onto the wire: it may go another time. */
    void unsent(String reason) {
        forget.run();
        if (!ended.getAndSet(true)) {
            submit.unsent(this, reason);
        }
    }

    /** The link is gone: there will be no answer. */
    void lost() {
        forget.run();
        if (!ended.getAndSet(true)) {
            submit.unanswered(this);
        }
    }

    /** No answer in time; one that comes within the memory still counts. */
    void overdue(long patienceNanos, long memoryNanos) {
        long age = ageNanos();
        if (age > patienceNanos && !ended.getAndSet(true)) {
            submit.unanswered(this);
        }
        if (age > memoryNanos) {
            forget.run();
        }
    }
}
