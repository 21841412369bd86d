package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.MessageIds;
import cn.gulou.hub.alert.SubmissionState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.apache.camel.component.smpp.SmppConfiguration;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;

/** One submit_sm and what its answer means. Never throws: every end is an {@link Outcome}. */
final class Submit {
    private static final RawDataCoding UCS2 = new RawDataCoding((byte) 8);
    private static final RegisteredDelivery WITH_RECEIPT = new RegisteredDelivery(1);
    private static final short USER_MESSAGE_REFERENCE = 0x0204;
    private static final byte[] CONCATENATION = {5, 0, 3};

    private final SMPPSession session;
    private final SmppConfiguration configuration;
    private final Port port;
    private final Link link;
    private final Answers answers;
    private final DispatchSettings.Common settings;
    private final Clock clock;

    Submit(
            SMPPSession session,
            SmppConfiguration configuration,
            Port port,
            Link link,
            Answers answers,
            DispatchSettings.Common settings,
            Clock clock) {
        this.session = session;
        this.configuration = configuration;
        this.port = port;
        this.link = link;
        this.answers = answers;
        this.settings = settings;
        this.clock = clock;
    }

    Outcome send(Segment segment) {
        if (!session.getSessionState().isTransmittable()) {
            return outcome(segment, SubmissionState.PENDING, "not-bound", clock.instant());
        }
        long started = System.nanoTime();
        Instant handedOver = clock.instant();
        link.startWaiting();
        try {
            String messageId = submit(segment);
            port.allowance().answered(System.nanoTime() - started);
            return new Outcome(
                    segment.recipientNo(),
                    segment.part(),
                    SubmissionState.SUBMITTED,
                    canonical(messageId),
                    null,
                    handedOver);
        } catch (NegativeResponseException e) {
            port.allowance().answered(System.nanoTime() - started);
            return refused(segment, e.getCommandStatus());
        } catch (PDUException e) {
            // it could not be written down as a PDU: it never left
            return outcome(segment, SubmissionState.REJECTED, "not-encodable", handedOver);
        } catch (ResponseTimeoutException | InvalidResponseException | IOException e) {
            // no answer: it may have gone, so nobody sends it again but on the broadcast's policy or a person's word
            return outcome(segment, SubmissionState.UNCERTAIN, "no-answer", handedOver);
        } finally {
            link.stopWaiting();
        }
    }

    private String submit(Segment segment)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        boolean concatenated = segment.parts() > 1;
        return session.submitShortMessage(
                        configuration.getServiceType(),
                        TypeOfNumber.valueOf(configuration.getSourceAddrTon()),
                        NumberingPlanIndicator.valueOf(configuration.getSourceAddrNpi()),
                        port.settings().sourceAddress(),
                        TypeOfNumber.valueOf(configuration.getDestAddrTon()),
                        NumberingPlanIndicator.valueOf(configuration.getDestAddrNpi()),
                        segment.number(),
                        concatenated
                                ? new ESMClass(MessageMode.DEFAULT, MessageType.DEFAULT, GSMSpecificFeature.UDHI)
                                : new ESMClass(),
                        configuration.getProtocolId(),
                        configuration.getPriorityFlag(),
                        null,
                        null,
                        WITH_RECEIPT,
                        configuration.getReplaceIfPresentFlag(),
                        UCS2,
                        (byte) 0,
                        body(segment, concatenated),
                        new OptionalParameter.Short(USER_MESSAGE_REFERENCE, reference(segment)))
                .getMessageId();
    }

    private static byte[] body(Segment segment, boolean concatenated) {
        byte[] text = segment.text().getBytes(StandardCharsets.UTF_16BE);
        if (!concatenated) {
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

    private Outcome refused(Segment segment, int status) {
        String reason = String.format(Locale.ROOT, "smpp-0x%02X", status);
        Instant now = clock.instant();
        return switch (answers.of(status)) {
            case THROTTLE -> {
                port.pacer().standStill(settings.throttlePause());
                yield outcome(segment, SubmissionState.PENDING, reason, now);
            }
            case PORT_FAULT -> {
                port.stopForFault(reason);
                yield outcome(segment, SubmissionState.PENDING, reason, now);
            }
            case TEMPORARY -> {
                Duration delay = delay(segment.attempts());
                yield delay == null
                        ? outcome(segment, SubmissionState.REJECTED, reason, now)
                        : outcome(segment, SubmissionState.RETRY_WAIT, reason, now.plus(delay));
            }
            case PERMANENT_NUMBER, PERMANENT_TEXT -> outcome(segment, SubmissionState.REJECTED, reason, now);
        };
    }

    private Duration delay(int attempts) {
        return attempts <= settings.retryDelays().size()
                ? settings.retryDelays().get(attempts - 1)
                : null;
    }

    private String canonical(String messageId) {
        return MessageIds.ofAnswer(port.settings().messageIds(), messageId);
    }

    private static Outcome outcome(Segment segment, SubmissionState state, String reason, Instant at) {
        return new Outcome(segment.recipientNo(), segment.part(), state, null, reason, at);
    }
}
