package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.InboundPdu;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.Command;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.util.DefaultDecomposer;

/**
 * A deliver_sm, or a data_sm, that waits for its answer. It is read raw: camel-smpp's own binding parses receipts first and,
 * when that fails, answers OK and drops them.
 *
 * @param pdu what came
 * @param line writes answers on the line over which it came
 * @param header its PDU's: the answer repeats command and sequence number
 */
record Delivery(InboundPdu pdu, Consumer<byte[]> line, Command header) {
    private static final DefaultDecomposer READER = new DefaultDecomposer();
    private static final int RESPONSE = 0x80000000;
    private static final int ANSWER_LENGTH = 17;
    private static final int MESSAGE_PAYLOAD = 0x0424;
    private static final int TAG_AND_LENGTH = 4;

    /** @throws PDUStringException when it is no such PDU */
    static Delivery of(String port, Consumer<byte[]> line, Command header, byte[] pdu) throws PDUStringException {
        AbstractSmCommand command =
                header.getCommandId() == SMPPConstant.CID_DATA_SM ? READER.dataSm(pdu) : READER.deliverSm(pdu);
        byte[] text = command instanceof DeliverSm deliverSm ? deliverSm.getShortMessage() : null;
        Map<Integer, byte[]> options = options(command.getOptionalParameters());
        InboundPdu inbound = new InboundPdu(
                port,
                text(command.getSourceAddr()),
                text(command.getDestAddress()),
                command.getEsmClass() & 0xff,
                command.getDataCoding() & 0xff,
                text == null || text.length == 0 ? options.getOrDefault(MESSAGE_PAYLOAD, new byte[0]) : text,
                options);
        return new Delivery(inbound, line, header);
    }

    private static Map<Integer, byte[]> options(OptionalParameter[] parameters) {
        Map<Integer, byte[]> options = new HashMap<>();
        if (parameters != null) {
            for (OptionalParameter option : parameters) {
                byte[] bytes = option.serialize();
                options.put(option.tag & 0xffff, Arrays.copyOfRange(bytes, TAG_AND_LENGTH, bytes.length));
            }
        }
        return options;
    }

    private static String text(String address) {
        return address == null ? "" : address;
    }

    /** The answer's PDU: header and an empty message_id. */
    byte[] answer(int status) {
        return ByteBuffer.allocate(ANSWER_LENGTH)
                .putInt(ANSWER_LENGTH)
                .putInt(header.getCommandId() | RESPONSE)
                .putInt(status)
                .putInt(header.getSequenceNumber())
                .array();
    }
}
