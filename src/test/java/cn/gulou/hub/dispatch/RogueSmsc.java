package cn.gulou.hub.dispatch;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes one connection, answers its bind, and then does what no message centre should. */
final class RogueSmsc implements AutoCloseable {
    /** What it does once bound. */
    interface Behaviour {
        void on(Socket socket, DataInputStream in, OutputStream out) throws Exception;
    }

    private final ServerSocket server;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private volatile Socket taken;

    RogueSmsc(Behaviour behaviour) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
        thread.submit(() -> {
            taken = server.accept();
            DataInputStream in = new DataInputStream(taken.getInputStream());
            int length = in.readInt();
            int command = in.readInt();
            in.readInt();
            int sequence = in.readInt();
            in.skipNBytes(length - 16);
            taken.getOutputStream().write(pdu(command | 0x80000000, sequence, "rogue\0".getBytes()));
            behaviour.on(taken, in, taken.getOutputStream());
            return null;
        });
    }

    int port() {
        return server.getLocalPort();
    }

    static byte[] pdu(int command, int sequence, byte[] body) {
        return ByteBuffer.allocate(16 + body.length)
                .putInt(16 + body.length)
                .putInt(command)
                .putInt(0)
                .putInt(sequence)
                .put(body)
                .array();
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        server.close();
        if (taken != null) {
            taken.close();
        }
    }
}
