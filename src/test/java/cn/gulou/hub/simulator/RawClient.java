package cn.gulou.hub.simulator;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A socket and PDUs made by hand, for what a well-behaved client library would never send. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5000;

    /** One PDU as read. */
    record Answer(int command, int status, int sequence, byte[] body) {}

    final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 1 << 16));
        out = socket.getOutputStream();
    }

    static RawClient bound(int port, String systemId) throws IOException {
        RawClient client = new RawClient(port);
        client.send(pdu(Pdu.BIND_TRANSCEIVER, 1, bind(systemId, "")));
        client.receive();
        return client;
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    Answer receive() throws IOException {
        int length = in.readInt();
        Answer answer = new Answer(in.readInt(), in.readInt(), in.readInt(), new byte[length - Pdu.HEADER]);
        in.readFully(answer.body);
        return answer;
    }

    /** Whether the other side has hung up, with nothing left to read. */
    boolean atEnd() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    static byte[] pdu(int command, int sequence, byte[] body) {
        return ByteBuffer.allocate(Pdu.HEADER + body.length)
                .putInt(Pdu.HEADER + body.length)
                .putInt(command)
                .putInt(0)
                .putInt(sequence)
                .put(body)
                .array();
    }

    static byte[] bind(String systemId, String password) {
        return new PduBody()
                .text(systemId)
                .text(password)
                .text("")
                .octets(0x34, 0, 0)
                .text("")
                .bytes();
    }

    static byte[] submit(String number, int registered, byte[] text) {
        return new PduBody()
                .text("")
                .octets(0, 0)
                .text("10639")
                .octets(1, 1)
                .text(number)
                .octets(0, 0, 0, 0, 0, registered, 0, Pdu.UCS2, 0, text.length)
                .octets(text)
                .bytes();
    }

    /** @param count number_of_dests as it is to read, whatever follows */
    static byte[] submitMulti(int count, byte[] destinations, int registered, byte[] text) {
        return new PduBody()
                .text("")
                .octets(0, 0)
                .text("10639")
                .octets(count)
                .octets(destinations)
                .octets(0, 0, 0, 0, 0, registered, 0, Pdu.UCS2, 0, text.length)
                .octets(text)
                .bytes();
    }

    /** One destination of a submit_multi. */
    static byte[] handset(String number) {
        return new PduBody().octets(1, 1, 1).text(number).bytes();
    }

    /** The other kind of destination. */
    static byte[] list(String name) {
        return new PduBody().octets(2).text(name).bytes();
    }

    static byte[] ucs2(String text) {
        return text.getBytes(StandardCharsets.UTF_16BE);
    }

    /** Grows a body field by field. */
    static final class PduBody {
        private final java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();

        PduBody text(String text) {
            return octets(text.getBytes(StandardCharsets.ISO_8859_1)).octets(0);
        }

        PduBody octets(int... values) {
            for (int value : values) {
                bytes.write(value);
            }
            return this;
        }

        PduBody octets(byte[] values) {
            bytes.writeBytes(values);
            return this;
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
