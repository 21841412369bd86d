package cn.gulou.hub.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of an SMSC: sockets, timers, and tasks handed in from outside. */
final class Loop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final int BACKLOG = 256;
    private static final long LONGEST_SLEEP_MILLIS = 50;
    private static final long LINGER_MILLIS = 1000;

    private final Centre centre;
    private final Deliveries deliveries;
    private final Protocol protocol;
    private final PduReader reader = new PduReader();
    private final Selector selector = Selector.open();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<Session> sessions = new ArrayList<>();
    private final InetSocketAddress address;
    private ServerSocketChannel server;
    private volatile boolean running = true;
    private long swept;

    Loop(Centre centre, Deliveries deliveries, Protocol protocol) throws IOException {
        this.centre = centre;
        this.deliveries = deliveries;
        this.protocol = protocol;
        SimulatorSettings.Line line = centre.settings.line();
        try {
            address = listen(new InetSocketAddress(line.address(), line.port()));
        } catch (IOException | RuntimeException failed) {
            selector.close();
            throw failed;
        }
    }

    int port() {
        return address.getPort();
    }

    List<Session> sessions() {
        return sessions;
    }

    /** Runs a task between two turns, on this loop's thread. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    void stop() {
        running = false;
        selector.wakeup();
    }

    @Override
    public void run() {
        while (running) {
            try {
                turn();
            } catch (IOException | RuntimeException unexpected) {
                LOG.error("The simulator met an error and goes on", unexpected);
            }
        }
        sessions.stream().toList().forEach(session -> drop(session, false));
        stopListening();
        quietly(selector);
        tasks.forEach(Runnable::run);
    }

    void resumeListening() {
        if (server == null) {
            try {
                listen(address);
            } catch (IOException failed) {
                throw new IllegalStateException("Port " + port() + " is taken by now.", failed);
            }
        }
    }

    void stopListening() {
        if (server != null) {
            quietly(server);
            server = null;
            // A closed channel gives up its port only once the selector has let go of it.
            if (selector.isOpen()) {
                try {
                    selector.selectNow(key -> {});
                } catch (IOException failed) {
                    LOG.warn("The port may stay open a moment longer", failed);
                }
            }
        }
    }

    /** Ends a connection at once, with an RST or a FIN; its unanswered receipts wait for another. */
    void drop(Session session, boolean reset) {
        try {
            if (reset) {
                session.channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException alreadyGone) {
            LOG.debug("Connection was gone before it was dropped");
        }
        session.closed = true;
        quietly(session.channel);
        sessions.remove(session);
        detach(session);
    }

    private void turn() throws IOException {
        selector.select(this::ready, centre.timers.idle(LONGEST_SLEEP_MILLIS));
        centre.nanoTime = System.nanoTime();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        centre.timers.advance(centre.millis());
        if (centre.millis() - swept >= LONGEST_SLEEP_MILLIS) {
            swept = centre.millis();
            sweep();
        }
        if (!centre.faults.silent && !centre.faults.hold) {
            centre.accounts.values().forEach(deliveries::pump);
        }
        for (int i = sessions.size() - 1; i >= 0; i--) {
            flush(sessions.get(i));
        }
    }

    private void ready(SelectionKey key) {
        if (key.isValid() && key.isAcceptable()) {
            accept();
        } else if (key.isValid() && key.isReadable()) {
            read((Session) key.attachment());
        }
    }

    private void accept() {
        try {
            SocketChannel channel = server.accept();
            if (channel != null) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                Session session = new Session(channel);
                session.key = channel.register(selector, SelectionKey.OP_READ, session);
                sessions.add(session);
            }
        } catch (IOException failed) {
            LOG.debug("A connection was gone before it was accepted");
        }
    }

    private void read(Session session) {
        centre.nanoTime = System.nanoTime();
        try {
            if (!session.read(reader, protocol)) {
                drop(session, false);
            }
        } catch (IOException lost) {
            drop(session, false);
        }
    }

    private void flush(Session session) {
        try {
            if (!session.flush() && session.leftMillis == 0) {
                // The client reads to the end before we close: closing over unread bytes would reset the link.
                session.leftMillis = Math.max(1, centre.millis());
                session.channel.shutdownOutput();
                detach(session);
            }
        } catch (IOException lost) {
            drop(session, false);
        }
    }

    private void sweep() {
        for (Session session : List.copyOf(sessions)) {
            if (session.leftMillis > 0 && centre.millis() - session.leftMillis > LINGER_MILLIS) {
                drop(session, false);
            } else {
                deliveries.sweep(session);
            }
        }
    }

    private void detach(Session session) {
        if (session.account != null) {
            session.account.sessions.remove(session);
            deliveries.lost(session);
        }
    }

    private InetSocketAddress listen(InetSocketAddress wanted) throws IOException {
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
        return (InetSocketAddress) channel.getLocalAddress();
    }

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception alreadyGone) {
            LOG.debug("It was closed already");
        }
    }
}
