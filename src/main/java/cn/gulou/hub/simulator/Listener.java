package cn.gulou.hub.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** The port that clients connect to; it can be closed and opened again. */
final class Listener {
    private static final int BACKLOG = 256;

    private final Selector selector;
    private final InetSocketAddress address;
    private ServerSocketChannel server;

    Listener(Selector selector, SimulatorSettings.Line line) throws IOException {
        this.selector = selector;
        open(new InetSocketAddress(line.address(), line.port()));
        address = (InetSocketAddress) server.getLocalAddress();
    }

    int port() {
        return address.getPort();
    }

    /** The next connection, or null when it has gone already. */
    SocketChannel accept() throws IOException {
        SocketChannel channel = server.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        return channel;
    }

    void close() throws IOException {
        if (server != null) {
            server.close();
            server = null;
            // A closed channel gives up its port only once the selector has let go of it.
            selector.selectNow(key -> {});
        }
    }

    void reopen() throws IOException {
        if (server == null) {
            open(address);
        }
    }

    private void open(InetSocketAddress wanted) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(wanted, BACKLOG).configureBlocking(false);
            channel.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
        server = channel;
    }
}
