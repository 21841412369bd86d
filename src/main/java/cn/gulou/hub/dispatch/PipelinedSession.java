package cn.gulou.hub.dispatch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.PDUSender;
import org.jsmpp.PDUStringException;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.Command;
import org.jsmpp.extra.PendingResponse;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.ConnectionFactory;

/**
 * A jSMPP session whose submits do not wait: each is written, and its {@link Sending} ends when the answer comes, the link
 * goes, or time is up. jSMPP's own submit holds a thread for each segment in flight; at 20 ms and 15,000 segments/s that
 * is 300 threads that do nothing but wake up.
 */
final class PipelinedSession extends SMPPSession {
    private final Map<Integer, Sending> onTheWire = new ConcurrentHashMap<>();

    PipelinedSession(ConnectionFactory connections) {
        this(connections, new AnswerReader());
    }

    private PipelinedSession(ConnectionFactory connections, AnswerReader reader) {
        super(new SynchronizedPDUSender(new DefaultPDUSender()), reader, connections);
        reader.readsFor(this);
    }

    /** Writes one PDU. */
    interface Writing {
        void write(PDUSender sender, java.io.OutputStream wire, int sequenceNumber)
                throws PDUStringException, IOException;
    }

    /**
     * Writes a request; its answer ends the sending.
     *
     * @throws PDUStringException when it cannot be a PDU: nothing was written
     * @throws IOException when the link broke: it may have gone
     */
    void write(Sending sending, Writing writing) throws PDUStringException, IOException {
        int sequenceNumber = sequence().nextValue();
        onTheWire.put(sequenceNumber, sending);
        sending.whenForgotten(() -> onTheWire.remove(sequenceNumber));
        try {
            writing.write(pduSender(), connection().getOutputStream(), sequenceNumber);
        } catch (IOException e) {
            close();
            throw e;
        }
        if (!getSessionState().isTransmittable()) {
            // lost while we wrote, perhaps after the others had been told
            sending.lost();
        }
    }

    /** Whoever waits for this answer; null when nobody does. */
    Sending waitingFor(int sequenceNumber) {
        return onTheWire.get(sequenceNumber);
    }

    /** jSMPP asks for whoever waits for this answer. */
    @Override
    protected PendingResponse<Command> removePendingResponse(int sequenceNumber) {
        Sending sending = onTheWire.get(sequenceNumber);
        return sending != null ? sending : super.removePendingResponse(sequenceNumber);
    }

    /** What has no answer yet. */
    List<Sending> unanswered() {
        return new ArrayList<>(onTheWire.values());
    }
}
