package cn.gulou.hub.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP line to a server on this machine that can be made bad. Each way has its own {@link Wire.Quality}, which holds for
 * the connections there are and those to come.
 */
final class FaultProxy implements AutoCloseable {
    private final int target;
    private final ServerSocket door;
    private final Wire.Quality there = new Wire.Quality();
    private final Wire.Quality back = new Wire.Quality();
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();

    /** Listens on a free port of loopback when it returns. */
    FaultProxy(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon("proxy-door", this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** From the client to the server. */
    Wire.Quality there() {
        return there;
    }

    /** From the server to the client. */
    Wire.Quality back() {
        return back;
    }

    /** Connections taken so far. */
    int accepted() {
        return accepted.get();
    }

    /** Connections there are now, dead ones too. */
    int open() {
        return connections.size();
    }

    /** Swallows everything, both ways: the line looks open and is dead, until {@link #heal()}. */
    void blackhole() {
        there.swallow(true);
        back.swallow(true);
    }

    /** Half open: the server has lost its connections, the client does not hear of it. New ones are well. */
    void forgetConnections() {
        connections.forEach(Connection::halfOpen);
    }

    /**
     * Every later byte gets through again as it is. What was swallowed is lost, so a connection that missed some is half open
     * from now on.
     */
    void heal() {
        connections.stream().filter(Connection::missedSome).forEach(Connection::halfOpen);
        there.good();
        back.good();
    }

    /** Ends every connection with an RST to both sides. */
    void reset() {
        connections.forEach(Connection::reset);
    }

    /** Puts bytes of our own on every connection, towards the client. */
    void sendBack(byte[] bytes) {
        connections.forEach(connection -> connection.back.send(bytes));
    }

    @Override
    public void close() {
        quietly(door);
        reset();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                accepted.incrementAndGet();
                open(client);
            } catch (IOException e) {
                // the door is closed, or the client has gone again
            }
        }
    }

    private void open(Socket client) {
        Socket server = new Socket();
        Connection connection = new Connection(client, server, new Wire(there), new Wire(back));
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5_000);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        } catch (IOException e) {
            connection.reset();
            return;
        }
        connections.add(connection);
        daemon("proxy-there", () -> carry(connection, connection.there, client, server));
        daemon("proxy-back", () -> carry(connection, connection.back, server, client));
    }

    /** When one side hangs up, the other is hung up on, unless the line is dead: then nobody hears of it. */
    private void carry(Connection connection, Wire wire, Socket from, Socket to) {
        wire.carry(from, to);
        if (!wire.isDead()) {
            connections.remove(connection);
            quietly(from);
            quietly(to);
        }
    }

    private record Connection(Socket client, Socket server, Wire there, Wire back) {
        boolean missedSome() {
            return there.missedSome() || back.missedSome();
        }

        void halfOpen() {
            there.cut();
            back.cut();
            quietly(server);
        }

        /** Both are told to end with RST before either ends: whoever carries between them closes the other at once. */
        void reset() {
            List<Socket> ends = List.of(client, server);
            for (Socket end : ends) {
                try {
                    end.setSoLinger(true, 0);
                } catch (IOException e) {
                    // closed already
                }
            }
            ends.forEach(FaultProxy::quietly);
        }
    }

    private static void quietly(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            // closed already
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
