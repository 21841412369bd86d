package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.InboundPdu;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jsmpp.bean.Command;

/**
 * A deliver_sm, or a data_sm, that waits for its answer.
 *
 * @param pdu what came
 * @param line writes answers on the line over which it came
 * @param header its PDU's: the answer repeats command and sequence number
 */
record Delivery(InboundPdu pdu, Consumer<byte[]> line, Command header) {
    private static final int RESPONSE = 0x80000000;
    private static final int ANSWER_LENGTH = 17;

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
