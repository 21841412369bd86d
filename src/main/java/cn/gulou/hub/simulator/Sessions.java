package cn.gulou.hub.simulator;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All connections: how they begin, are read and written, and how they end. */
final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final long LINGER_MILLIS = 1000;

    private final Centre centre;
    private final Deliveries deliveries;
    private final Protocol protocol;
    private final PduReader reader = new PduReader();
    private final List<Session> open = new ArrayList<>();

    Sessions(Centre centre, Deliveries deliveries, Protocol protocol) {
        this.centre = centre;
        this.deliveries = deliveries;
        this.protocol = protocol;
    }

    List<Session> open() {
        return List.copyOf(open);
    }

    void add(SocketChannel channel, Selector selector) throws IOException {
        Session session = new Session(channel);
        session.key = channel.register(selector, SelectionKey.OP_READ, session);
        open.add(session);
    }

    void read(Session session) {
        try {
            if (!session.read(reader, protocol)) {
                drop(session, false);
            }
        } catch (IOException lost) {
            drop(session, false);
        }
    }

    void flush() {
        for (int i = open.size() - 1; i >= 0; i--) {
            flush(open.get(i));
        }
    }

    /** Ends a connection at once, with an RST or a FIN; its unanswered receipts wait for another. */
    void drop(Session session, boolean reset) {
        try {
            if (reset) {
                session.channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            session.channel.close();
        } catch (IOException alreadyGone) {
            LOG.debug("A connection was gone before it was dropped");
        }
        session.closed = true;
        open.remove(session);
        detach(session);
    }

    /** Looks after what has waited too long: unanswered receipts, and links their clients do not close. */
    void sweep() {
        for (Session session : open()) {
            if (session.leftMillis > 0 && centre.millis() - session.leftMillis > LINGER_MILLIS) {
                drop(session, false);
            } else {
                deliveries.sweep(session);
            }
        }
    }

    private void flush(Session session) {
        try {
            if (!session.flush() && session.leftMillis == 0) {
                // The client reads to the end before we close: closing over unread bytes would reset the link.
                session.leftMillis = Math.max(1, centre.millis());
                if (session.hangingUp) {
                    session.channel.shutdownOutput();
                }
                detach(session);
            }
        } catch (IOException lost) {
            drop(session, false);
        }
    }

    private void detach(Session session) {
        if (session.account != null) {
            session.account.sessions.remove(session);
            deliveries.lost(session);
        }
    }
}
