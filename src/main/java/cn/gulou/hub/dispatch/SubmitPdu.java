package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.WireText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidNumberOfDestinationsException;
import org.jsmpp.PDUSender;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.Address;
import org.jsmpp.bean.DestinationAddress;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceIfPresentFlag;
import org.jsmpp.bean.TypeOfNumber;

/** Writes requests down as a port's carrier wants them: submit_sm, or submit_multi for several (SMPP 3.4, 4.4.1 and 4.5.1). */
final class SubmitPdu {
    /** Makes one PDU. */
    interface Making {
        byte[] make(int sequenceNumber) throws PDUStringException;
    }

    private static final PDUSender COMPOSER = new DefaultPDUSender();
    /** A PDU sender writes what it makes; here the octets are wanted. */
    private static final OutputStream NOWHERE = OutputStream.nullOutputStream();

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

    private final PortSettings port;
    private final Clock clock;

    SubmitPdu(PortSettings port, Clock clock) {
        this.port = port;
        this.clock = clock;
    }

    /** @throws PDUStringException when it cannot be a PDU */
    byte[] make(Request request, int sequence) throws PDUStringException {
        try {
            return request.isMulti() ? multi(request, request.any(), sequence) : single(request.any(), sequence);
        } catch (IOException | InvalidNumberOfDestinationsException e) {
            throw new IllegalStateException("a request of " + request.getSize() + " recipients", e);
        }
    }

    private byte[] single(Segment segment, int sequence) throws PDUStringException, IOException {
        byte[] text = segment.text().getBytes(StandardCharsets.UTF_16BE);
        return COMPOSER.sendSubmitSm(
                NOWHERE,
                sequence,
                port.serviceType(),
                TypeOfNumber.valueOf((byte) port.sourceTon()),
                NumberingPlanIndicator.valueOf((byte) port.sourceNpi()),
                port.sourceAddress(),
                TypeOfNumber.valueOf((byte) port.addressTon()),
                NumberingPlanIndicator.valueOf((byte) port.addressNpi()),
                segment.number(),
                segment.parts() > 1 ? WITH_HEADER : PLAIN,
                ZERO,
                ZERO,
                null,
                Validity.of(port.validity(), clock.instant(), segment.expiresAt()),
                WITH_RECEIPT,
                ZERO,
                UCS2,
                ZERO,
                isPayload(segment) ? NOTHING : body(segment, text),
                parameters(segment, text));
    }

    private byte[] multi(Request request, Segment segment, int sequence)
            throws PDUStringException, IOException, InvalidNumberOfDestinationsException {
        byte[] text = segment.text().getBytes(StandardCharsets.UTF_16BE);
        return COMPOSER.sendSubmitMulti(
                NOWHERE,
                sequence,
                port.serviceType(),
                TypeOfNumber.valueOf((byte) port.sourceTon()),
                NumberingPlanIndicator.valueOf((byte) port.sourceNpi()),
                port.sourceAddress(),
                request.segments().stream().map(this::destination).toArray(DestinationAddress[]::new),
                segment.parts() > 1 ? WITH_HEADER : PLAIN,
                ZERO,
                ZERO,
                null,
                Validity.of(port.validity(), clock.instant(), segment.expiresAt()),
                WITH_RECEIPT,
                ReplaceIfPresentFlag.DEFAULT,
                UCS2,
                ZERO,
                isPayload(segment) ? NOTHING : body(segment, text),
                payload(segment, text));
    }

    private DestinationAddress destination(Segment segment) {
        return new Address(
                TypeOfNumber.valueOf((byte) port.addressTon()),
                NumberingPlanIndicator.valueOf((byte) port.addressNpi()),
                segment.number());
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

    /** Of many recipients none has a reference of its own: their receipts are told apart by number. */
    private static OptionalParameter[] payload(Segment segment, byte[] text) {
        return isPayload(segment)
                ? new OptionalParameter[] {new OptionalParameter.OctetString(MESSAGE_PAYLOAD, text)}
                : new OptionalParameter[] {};
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
}
