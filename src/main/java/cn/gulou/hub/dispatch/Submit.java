package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.MessageIds;
import cn.gulou.hub.alert.SubmissionState;
import cn.gulou.hub.alert.WireText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jsmpp.PDUSender;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;

/** Sends segments over one session of a port, and says what each answer means. Never throws: every end is an {@link Outcome}. */
final class Submit {
    private static final RawDataCoding UCS2 = new RawDataCoding((byte) 8);
    private static final RegisteredDelivery WITH_RECEIPT = new RegisteredDelivery(1);
    private static final ESMClass PLAIN = new ESMClass();
    private static final ESMClass WITH_HEADER =
            new ESMClass(MessageMode.DEFAULT, MessageType.DEFAULT, GSMSpecificFeature.UDHI);
    private static final short USER_MESSAGE_REFERENCE = 0x0204;
    private static final short MESSAGE_PAYLOAD = 0x0424;
    private static final byte ZERO = 0;
    private static final byte[] NOTHING = {};
    private static final byte[] CONCATENATION = {5, 0, 3};

    private final Port port;
    private final Link link;
    private final Answers.Table answers;
    private final DispatchSettings.Common settings;
    private final Clock clock;

    Submit(Port port, Link link, Answers.Table answers, DispatchSettings.Common settings, Clock clock) {
        this.port = port;
        this.link = link;
        this.answers = answers;
        this.settings = settings;
        this.clock = clock;
    }

    /** Writes the segment and returns; its outcome goes to the port's answer queue when it is known. */
    void send(PipelinedSession session, Segment segment) {
        Sending sending = new Sending(segment, this, clock.instant());
        try {
            if (!session.getSessionState().isTransmittable() || link.window().isOverfull()) {
                end(sending, SubmissionState.PENDING, "not-bound", sending.handedOver());
            } else if (!sending.handedOver().isBefore(segment.expiresAt())) {
                // it waited for its turn until it was too late
                end(sending, SubmissionState.PENDING, "expired", sending.handedOver());
            } else if (segment.number() == null) {
                end(sending, SubmissionState.REJECTED, "number-unreadable", sending.handedOver());
            } else {
                session.write(sending, (sender, wire, sequence) -> write(sender, wire, sequence, segment));
            }
        } catch (PDUStringException e) {
            // it could not be written down as a PDU: it never left
            sending.unwritten("not-encodable");
        } catch (IOException e) {
            sending.lost();
        } finally {
            port.pacer().written();
        }
    }

    private byte[] write(PDUSender sender, OutputStream wire, int sequence, Segment segment)
            throws PDUStringException, IOException {
        PortSettings settings = port.settings();
        byte[] text = segment.text().getBytes(StandardCharsets.UTF_16BE);
        return sender.sendSubmitSm(
                wire,
                sequence,
                settings.serviceType(),
                TypeOfNumber.valueOf((byte) settings.sourceTon()),
                NumberingPlanIndicator.valueOf((byte) settings.sourceNpi()),
                settings.sourceAddress(),
                TypeOfNumber.valueOf((byte) settings.addressTon()),
                NumberingPlanIndicator.valueOf((byte) settings.addressNpi()),
                segment.number(),
                segment.parts() > 1 ? WITH_HEADER : PLAIN,
                ZERO,
                ZERO,
                null,
                Validity.of(settings.validity(), clock.instant(), segment.expiresAt()),
                WITH_RECEIPT,
                ZERO,
                UCS2,
                ZERO,
                isPayload(segment) ? NOTHING : body(segment, text),
                parameters(segment, text));
    }

    /** Whole, because the broadcast was made for ports that send long texts so (long-text). */
    private static boolean isPayload(Segment segment) {
        return segment.parts() == 1 && segment.text().length() > WireText.SINGLE;
    }

    private static OptionalParameter[] parameters(Segment segment, byte[] text) {
        var reference = new OptionalParameter.Short(USER_MESSAGE_REFERENCE, reference(segment));
        return isPayload(segment)
                ? new OptionalParameter[] {reference, new OptionalParameter.OctetString(MESSAGE_PAYLOAD, text)}
                : new OptionalParameter[] {reference};
    }

    private static byte[] body(Segment segment, byte[] text) {
        if (segment.parts() == 1) {
            return text;
        }
        byte[] body = new byte[6 + text.length];
        System.arraycopy(CONCATENATION, 0, body, 0, CONCATENATION.length);
        body[3] = segment.reference();
        body[4] = (byte) segment.parts();
        body[5] = (byte) segment.part();
        System.arraycopy(text, 0, body, 6, text.length);
        return body;
    }

    /** Recipient and part in 16 bits: carriers that echo it let a late receipt find its row. */
    private static short reference(Segment segment) {
        return (short) (segment.recipientNo() << 3 | segment.part() & 7);
    }

    /** No answer: it may have gone, so nobody sends it again but on the broadcast's policy or a person's word. */
    void unanswered(Sending sending) {
        end(sending, SubmissionState.UNCERTAIN, "no-answer", sending.handedOver());
    }

    /** It never left. */
    void unwritten(Sending sending, String reason) {
        end(sending, SubmissionState.REJECTED, reason, sending.handedOver());
    }

    /** The carrier answered; late when the segment had been given up before. */
    void answered(Sending sending, int status, String messageId, boolean late) {
        if (!late) {
            port.allowance().answered(sending.ageNanos());
        }
        if (status == 0) {
            String canonical = MessageIds.ofAnswer(port.settings().messageIds(), messageId);
            // its receipt will find it by number
            String reason = canonical.isEmpty() ? "no-message-id" : null;
            end(new Outcome(
                    sending.segment(), SubmissionState.SUBMITTED, canonical, reason, sending.handedOver(), late));
        } else if (!late) {
            refused(sending, status);
        }
    }

    private void refused(Sending sending, int status) {
        String reason = String.format(Locale.ROOT, "smpp-0x%02X", status);
        Instant now = clock.instant();
        switch (answers.of(status)) {
            case THROTTLE -> {
                port.pacer().throttled();
                end(sending, SubmissionState.PENDING, reason, now);
            }
            case PORT_FAULT -> {
                port.stopForFault(reason);
                end(sending, SubmissionState.PENDING, reason, now);
            }
            case TEMPORARY -> {
                Duration delay = delay(sending.segment().attempts());
                if (delay == null) {
                    end(sending, SubmissionState.REJECTED, reason, now);
                } else {
                    end(sending, SubmissionState.RETRY_WAIT, reason, now.plus(delay));
                }
            }
            case PERMANENT_NUMBER, PERMANENT_TEXT -> end(sending, SubmissionState.REJECTED, reason, now);
        }
    }

    private Duration delay(int attempts) {
        return attempts <= settings.retryDelays().size()
                ? settings.retryDelays().get(attempts - 1)
                : null;
    }

    private void end(Sending sending, SubmissionState state, String reason, Instant at) {
        end(new Outcome(sending.segment(), state, null, reason, at, false));
    }

    private void end(Outcome outcome) {
        if (!outcome.late()) {
            link.release();
        }
        port.answers().add(outcome);
    }
}
