package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.MessageIds;
import cn.gulou.hub.alert.SubmissionState;
import cn.gulou.hub.privacy.Sealing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsmpp.PDUStringException;

/** Sends requests over one session of a port, and says what each answer means. Never throws: every end is an {@link Outcome}. */
final class Submit {
    private static final int UNKNOWN_COMMAND = 0x03;

    private final Port port;
    private final Link link;
    private final SubmitPdu pdus;
    private final Answers.Table answers;
    private final Sealing sealing;
    private final DispatchSettings.Common settings;
    private final Clock clock;

    Submit(
            Port port,
            Link link,
            Answers.Table answers,
            Sealing sealing,
            DispatchSettings.Common settings,
            Clock clock) {
        this.port = port;
        this.link = link;
        this.pdus = new SubmitPdu(port.settings(), clock);
        this.answers = answers;
        this.sealing = sealing;
        this.settings = settings;
        this.clock = clock;
    }

    /** Hands the request to the session and returns; outcomes go to the port's answer queue when they are known. */
    void send(PipelinedSession session, Request request) {
        List<Segment> carried = carried(request);
        if (carried.size() == request.getSize()) {
            sendAll(session, request);
        } else {
            port.pacer().written(request.getSize() - carried.size());
            if (carried.isEmpty()) {
                link.release();
            } else {
                sendAll(session, new Request(carried));
            }
        }
    }

    /** The last guard before the wire: what this port must not carry ends here, whoever let it come so far. */
    private List<Segment> carried(Request request) {
        Map<Boolean, List<Segment>> byRight =
                request.segments().stream().collect(Collectors.partitioningBy(one -> port.mayCarry(one.duty())));
        byRight.get(false)
                .forEach(one -> end(one, one.duty().refusal(), one.duty().obstacle(), clock.instant()));
        return byRight.get(true);
    }

    private void sendAll(PipelinedSession session, Request request) {
        Sending sending = new Sending(request, this, clock.instant());
        if (!session.getSessionState().isTransmittable() || link.window().isOverfull()) {
            sending.unsent("not-bound");
        } else if (!sending.handedOver().isBefore(request.expiresAt())) {
            // it waited for its turn until it was too late
            sending.unsent("expired");
        } else {
            hand(session, sending);
            return;
        }
        port.pacer().written(request.getSize());
    }

    private void hand(PipelinedSession session, Sending sending) {
        Request request = sending.request();
        try {
            session.write(sending, sequence -> pdus.make(request, sequence));
        } catch (PDUStringException e) {
            // it could not be written down as a PDU: it never left
            sending.unwritten("not-encodable");
            port.pacer().written(request.getSize());
        }
    }

    /** No answer: it may have gone, so nobody sends it again but on the broadcast's policy or a person's word. */
    void unanswered(Sending sending) {
        endAll(sending, SubmissionState.UNCERTAIN, "no-answer");
    }

    /** It never left, and may go another time. */
    void unsent(Sending sending, String reason) {
        endAll(sending, SubmissionState.PENDING, reason);
    }

    /** It never left, and never will. */
    void unwritten(Sending sending, String reason) {
        endAll(sending, SubmissionState.REJECTED, reason);
    }

    private void endAll(Sending sending, SubmissionState state, String reason) {
        link.release();
        sending.request().segments().forEach(segment -> end(segment, state, reason, sending.handedOver()));
    }

    /** The carrier answered; late when the request had been given up before. */
    void answered(Sending sending, Answer answer, boolean late) {
        if (!late) {
            link.release();
            port.allowance().answered(sending.ageNanos());
        }
        Instant givenUp = late ? sending.handedOver() : null;
        for (Segment segment : sending.request().segments()) {
            int status = answer.statusOf(segment.number());
            port.answers()
                    .add(
                            status == 0
                                    ? accepted(sending, segment, answer.messageId(), givenUp)
                                    : refused(sending.request(), segment, answer, status, givenUp));
        }
    }

    private Outcome accepted(Sending sending, Segment segment, String messageId, Instant givenUp) {
        String canonical = MessageIds.ofAnswer(port.settings().messageIds(), messageId);
        // its receipt will find it by number
        String reason = canonical.isEmpty() ? "no-message-id" : null;
        String id = canonical.isEmpty() || !port.settings().idsByNumber()
                ? canonical
                : MessageIds.withNumber(canonical, sealing.index(segment.number()));
        return new Outcome(segment, SubmissionState.SUBMITTED, id, reason, sending.handedOver(), givenUp);
    }

    /** It was not taken, whenever the answer comes. */
    private Outcome refused(Request request, Segment segment, Answer answer, int status, Instant givenUp) {
        String reason = String.format(Locale.ROOT, "smpp-0x%02X", status);
        Instant now = clock.instant();
        return switch (meaning(request, status)) {
            case THROTTLE -> {
                port.pacer().throttled();
                yield new Outcome(segment, SubmissionState.PENDING, null, reason, now, givenUp);
            }
            case PORT_FAULT -> {
                port.stopForFault(reason);
                yield new Outcome(segment, SubmissionState.PENDING, null, reason, now, givenUp);
            }
            case TEMPORARY -> later(segment, reason, now, givenUp);
            case PERMANENT_NUMBER -> {
                // one bad number may have got all of them refused: each is tried alone
                boolean whole = request.isMulti() && answer.status() != 0;
                SubmissionState state = whole ? SubmissionState.RETRY_WAIT : SubmissionState.REJECTED;
                yield new Outcome(segment, state, null, reason, now, givenUp);
            }
            case PERMANENT_TEXT -> new Outcome(segment, SubmissionState.REJECTED, null, reason, now, givenUp);
        };
    }

    private Outcome later(Segment segment, String reason, Instant now, Instant givenUp) {
        Duration delay = delay(segment.attempts());
        return delay == null
                ? new Outcome(segment, SubmissionState.REJECTED, null, reason, now, givenUp)
                : new Outcome(segment, SubmissionState.RETRY_WAIT, null, reason, now.plus(delay), givenUp);
    }

    private AnswerClass meaning(Request request, int status) {
        // a carrier that does not know submit_multi never will
        return request.isMulti() && status == UNKNOWN_COMMAND ? AnswerClass.PORT_FAULT : answers.of(status);
    }

    private Duration delay(int attempts) {
        return attempts <= settings.retryDelays().size()
                ? settings.retryDelays().get(attempts - 1)
                : null;
    }

    private void end(Segment segment, SubmissionState state, String reason, Instant at) {
        port.answers().add(new Outcome(segment, state, null, reason, at, null));
    }
}
