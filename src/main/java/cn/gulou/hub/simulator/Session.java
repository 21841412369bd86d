package cn.gulou.hub.simulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/** One connection: bytes in, bytes out, and what it was bound as. */
final class Session {
    private static final int READ_BUFFER = 128 * 1024;
    /** With so many octets unsent no more is read: a client that does not listen must not fill the memory. */
    private static final int OUT_LIMIT = 4 * 1024 * 1024;

    final SocketChannel channel;
    final PduWriter out = new PduWriter();
    /** Deliveries sent and not answered, oldest first, by sequence number. */
    final Map<Integer, Delivery> unanswered = new LinkedHashMap<>();

    SelectionKey key;
    Account account;
    boolean transmits;
    boolean receives;
    /** Nothing more is taken from it; the client may close the link, or we do after a while. */
    boolean leaving;
    /** Its side of the link is closed as soon as all is written. */
    boolean hangingUp;

    boolean closed;
    long leftMillis;

    private final ByteBuffer in = ByteBuffer.allocate(READ_BUFFER);
    private int sequence;

    Session(SocketChannel channel) {
        this.channel = channel;
    }

    boolean bound() {
        return account != null;
    }

    boolean canDeliver(int window) {
        return receives && !leaving && !closed && unanswered.size() < window && out.size() < OUT_LIMIT;
    }

    int nextSequence() {
        sequence = sequence == Integer.MAX_VALUE ? 1 : sequence + 1;
        return sequence;
    }

    /** Reads once and hands over each whole PDU; false at the end of the stream. */
    boolean read(PduReader reader, Protocol protocol) throws IOException {
        if (channel.read(in) < 0) {
            return false;
        }
        byte[] data = in.array();
        int filled = in.position();
        int at = 0;
        while (!leaving && filled - at >= Pdu.HEADER) {
            int length = PduReader.intAt(data, at);
            if (length < Pdu.HEADER || length > Pdu.LONGEST) {
                protocol.malformed(this, PduReader.intAt(data, at + 12));
            } else if (filled - at < length) {
                break;
            } else {
                reader.open(data, at, length);
                protocol.handle(this, reader);
                at += length;
            }
        }
        keep(data, leaving ? filled : at, filled);
        return true;
    }

    /** Writes what goes; false once a leaving session has nothing left to say. */
    boolean flush() throws IOException {
        if (out.size() > 0) {
            out.drainTo(channel);
        }
        int wanted = (out.size() < OUT_LIMIT ? SelectionKey.OP_READ : 0) | (out.size() > 0 ? SelectionKey.OP_WRITE : 0);
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
        return !leaving || out.size() > 0;
    }

    private void keep(byte[] data, int from, int filled) {
        if (from > 0) {
            System.arraycopy(data, from, data, 0, filled - from);
            in.position(filled - from);
        }
    }
}
