package cn.gulou.hub.dispatch;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.function.IntConsumer;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Command;

/**
 * Reads PDUs, ends what they answer on the way, and puts by what carriers deliver: neither needs a thread of its own.
 * Everything else goes on to jSMPP, which hands each PDU to a pool.
 */
final class AnswerReader extends GuardedPduReader {
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
                answered(header, Answer.toSubmit(header.getCommandStatus(), readPDU(in, header)));
                return true;
            case SMPPConstant.CID_SUBMIT_MULTI_RESP:
                answered(header, Answer.toMulti(header.getCommandStatus(), readPDU(in, header)));
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

    /** What nobody waits for came after a minute, or twice. */
    private void answered(Command header, Answer answer) {
        Sending sending = session.waitingFor(header.getSequenceNumber());
        if (sending != null) {
            sending.answered(answer);
        }
    }
}
