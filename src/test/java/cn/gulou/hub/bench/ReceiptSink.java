package cn.gulou.hub.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Takes the calls by which Kannel tells of a receipt, and counts them. As little HTTP as that needs. */
final class ReceiptSink implements AutoCloseable {
    private static final byte[] TAKEN =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket socket;
    private final AtomicLong calls = new AtomicLong();

    ReceiptSink() {
        try {
            socket = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new BenchFailure("There is no free TCP port: " + e.getMessage());
        }
        run("sink", this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    long calls() {
        return calls.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                run("sink-call", () -> answer(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket connection) {
        try (connection;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1))) {
            OutputStream out = connection.getOutputStream();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    calls.incrementAndGet();
                    out.write(TAKEN);
                }
            }
        } catch (IOException gone) {
            // Kannel hangs up when it likes
        }
    }

    private static void run(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new BenchFailure("The sink of receipts does not close: " + e.getMessage());
        }
    }
}
