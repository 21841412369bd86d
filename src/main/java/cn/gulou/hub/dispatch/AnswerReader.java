package cn.gulou.hub.dispatch;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Command;

/**
 * Reads PDUs, and ends what they answer on the way: an answer to a submit needs no thread of its own. Everything else goes on
 * to jSMPP, which hands each PDU to a pool.
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
        while (isDealtWith(in, header)) {
            header = super.readPDUHeader(in);
        }
        return header;
    }

    private boolean isDealtWith(DataInputStream in, Command header) throws IOException {
        if (header.getCommandId() == SMPPConstant.CID_ALERT_NOTIFICATION) {
            // a handset is there again: nobody asked, nobody answers
            readPDU(in, header);
            return true;
        }
        Sending sending = isAnswer(header) ? session.waitingFor(header.getSequenceNumber()) : null;
        if (sending == null) {
            return false;
        }
        sending.answered(header.getCommandStatus(), messageId(readPDU(in, header)));
        return true;
    }

    private static boolean isAnswer(Command header) {
        return header.getCommandId() == SMPPConstant.CID_SUBMIT_SM_RESP;
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
