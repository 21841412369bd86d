package cn.gulou.hub.dispatch;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.function.IntConsumer;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.bean.Command;

/**
 * Reads PDUs and ends the connection when what comes is none: after a length that cannot be, or in the middle of a PDU,
 * nobody can tell where the next one begins. jSMPP's own reader makes room for whatever length is claimed, 2 GiB too, and
 * dies of it while the session stays bound.
 */
class GuardedPduReader extends DefaultPDUReader {
    private static final int HEADER = 16;

    private final int longest;
    private final IntConsumer heard;

    /**
     * @param longest octets of a PDU, header included; what claims more is none
     * @param heard told the command id of each PDU whose header came
     */
    GuardedPduReader(int longest, IntConsumer heard) {
        this.longest = longest;
        this.heard = heard;
    }

    @Override
    public Command readPDUHeader(DataInputStream in) throws IOException {
        // A time-out here is silence between two PDUs: jSMPP then asks for a sign of life.
        int first = in.read();
        if (first < 0) {
            throw new EOFException();
        }
        try {
            int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
            if (length < HEADER || length > longest) {
                throw new IOException("no PDU has " + length + " octets");
            }
            Command header = new Command();
            header.setCommandLength(length);
            header.setCommandId(in.readInt());
            header.setCommandStatus(in.readInt());
            header.setSequenceNumber(in.readInt());
            heard.accept(header.getCommandId());
            return header;
        } catch (SocketTimeoutException e) {
            throw brokenOff(e);
        }
    }

    @Override
    public byte[] readPDU(DataInputStream in, Command header) throws IOException {
        try {
            byte[] pdu = super.readPDU(in, header);
            return RawDelivery.isOne(header.getCommandId()) ? RawDelivery.wrap(pdu, header.getCommandId()) : pdu;
        } catch (SocketTimeoutException e) {
            throw brokenOff(e);
        }
    }

    private static IOException brokenOff(SocketTimeoutException silence) {
        return new IOException("a PDU broke off in its middle", silence);
    }
}
