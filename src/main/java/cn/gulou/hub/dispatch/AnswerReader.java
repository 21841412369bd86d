package cn.gulou.hub.dispatch;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Command;

/**
 * Reads PDUs, ends what they answer on the way, and puts by what carriers deliver: neither needs a thread of its own.
 * Everything else goes on to jSMPP, which hands each PDU to a pool.
 */
final class AnswerReader extends GuardedPduReader {
    private static final int HEADER = 16;

    private PipelinedSession session;

    AnswerReader(int longest, IntConsumer heard) {
        super(longest, heard);
    }

    /** Whose answers these are; said once, before the session connects. */
    void readsFor(PipelinedSession owner) {
        session = owner;
    }

    @Override
    public Command readPDUHeader(DataInputStream in) throws IOException {
        Command header = super.readPDUHeader(in);
        while (isTaken(header, in)) {
            header = super.readPDUHeader(in);
        }
        return header;
    }

    private boolean isTaken(Command header, DataInputStream in) throws IOException {
        switch (header.getCommandId()) {
            case SMPPConstant.CID_SUBMIT_SM_RESP:
                String messageId = messageId(readPDU(in, header));
                Sending sending = session.waitingFor(header.getSequenceNumber());
                // what nobody waits for came after a minute, or twice
                if (sending != null) {
                    sending.answered(header.getCommandStatus(), messageId);
                }
                return true;
            case SMPPConstant.CID_DELIVER_SM, SMPPConstant.CID_DATA_SM:
                session.delivered(header, readPDU(in, header));
                return true;
            case SMPPConstant.CID_ALERT_NOTIFICATION:
                // a handset is there again: nobody asked, nobody answers
                readPDU(in, header);
                return true;
            default:
                return false;
        }
    }

    /** message_id is all the body there is, with or without its final NUL (SMPP 3.4, 4.4.2); a refusal may have none. */
    private static String messageId(byte[] pdu) {
        int end = HEADER;
        while (end < pdu.length && pdu[end] != 0) {
            end++;
        }
        return new String(pdu, HEADER, end - HEADER, StandardCharsets.ISO_8859_1);
    }
}
