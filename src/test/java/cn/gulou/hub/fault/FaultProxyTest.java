package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The line does what it is told: otherwise no fault test means anything. */
class FaultProxyTest {
    private ServerSocket listener;
    private FaultProxy proxy;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        proxy = new FaultProxy(listener.getLocalPort());
        client = connected();
        server = listener.accept();
        server.setSoTimeout(5_000);
        await().until(() -> proxy.open() == 1);
    }

    @AfterEach
    void hangUp() throws IOException {
        client.close();
        server.close();
        proxy.close();
        listener.close();
    }

    @Test
    void carriesBothWays_andCounts() throws IOException {
        send(client, "there");
        assertThat(read(server, 5)).isEqualTo("there");
        send(server, "back");
        assertThat(read(client, 4)).isEqualTo("back");
        assertThat(proxy.accepted()).isEqualTo(1);
        await().until(() -> proxy.there().carried() == 5); // it counts after it has written
    }

    @Test
    void isLate_andKeepsTheOrder() throws IOException {
        proxy.there().latency(150);
        long started = System.nanoTime();
        send(client, "ab");
        send(client, "cd");
        assertThat(read(server, 4)).isEqualTo("abcd");
        assertThat((System.nanoTime() - started) / 1_000_000).isGreaterThanOrEqualTo(150);
    }

    @Test
    void isNarrow() throws IOException {
        proxy.there().bytesPerSecond(10_000);
        long started = System.nanoTime();
        send(client, "x".repeat(2_000));
        assertThat(read(server, 2_000)).hasSize(2_000);
        assertThat((System.nanoTime() - started) / 1_000_000).isGreaterThanOrEqualTo(190);
    }

    @Test
    void splitsAndFlips() throws IOException {
        proxy.there().oneByteAtATime(true).flipEvery(3);
        send(client, "aaaaaa");
        assertThat(read(server, 6)).isEqualTo("aaqaaq");
    }

    @Test
    void swallowsOneWayOnly() throws IOException {
        proxy.back().swallow(true);
        send(client, "there");
        assertThat(read(server, 5)).isEqualTo("there");
        send(server, "lost");
        nothingComesTo(client);
    }

    @Test
    void keepsForgottenConnectionsDead_andTakesNewOnes() throws IOException {
        proxy.forgetConnections();
        assertThat(server.getInputStream().read()).as("end of stream").isEqualTo(-1);
        send(client, "lost");
        nothingComesTo(client);
        try (Socket second = connected();
                Socket secondServer = listener.accept()) {
            send(second, "new");
            assertThat(read(secondServer, 3)).isEqualTo("new");
        }
    }

    @Test
    void doesNotReviveAConnectionThatMissedSome_whenHealed() throws IOException {
        proxy.blackhole();
        send(client, "lost");
        nothingComesTo(server);
        proxy.heal();
        send(client, "too late");
        assertThat(server.getInputStream().read()).as("end of stream").isEqualTo(-1);
        nothingComesTo(client);
    }

    @Test
    void resetsBothSides() {
        proxy.reset();
        assertThatThrownBy(() -> read(client, 1)).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> read(server, 1)).isInstanceOf(SocketException.class);
    }

    @Test
    void saysWhatTheServerDidNot() throws IOException {
        send(client, "there");
        read(server, 5);
        proxy.sendBack("garbage".getBytes(StandardCharsets.US_ASCII));
        assertThat(read(client, 7)).isEqualTo("garbage");
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
    }

    private static void nothingComesTo(Socket socket) throws IOException {
        socket.setSoTimeout(300);
        InputStream in = socket.getInputStream();
        assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
    }
}
