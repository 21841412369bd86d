package cn.gulou.hub.dispatch;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.Command;
import org.jsmpp.extra.PendingResponse;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ConnectionFactory;

/**
 * A jSMPP session whose submits do not wait: each is written, and its {@link Sending} ends when the answer comes, the link
 * goes, or time is up. jSMPP's own submit holds a thread for each segment in flight; at 20 ms and 15,000 segments/s that
 * is 300 threads that do nothing but wake up.
 */
final class PipelinedSession extends SMPPSession {
    private final Map<Integer, Sending> onTheWire = new ConcurrentHashMap<>();
    private final Port port;
    private final Link link;
    private final Deliveries deliveries;
    private final DispatchSettings.Common settings;
    private final LineWriter writer;
    /** When the link is gone nobody is answered, and the carrier sends it again. */
    private final Consumer<byte[]> answers;

    PipelinedSession(
            ConnectionFactory connections,
            Port port,
            Link link,
            Deliveries deliveries,
            DispatchSettings.Common settings) {
        this(connections, new AnswerReader(settings.longestPdu(), link::heard), port, link, deliveries, settings);
    }

    private PipelinedSession(
            ConnectionFactory connections,
            AnswerReader reader,
            Port port,
            Link link,
            Deliveries deliveries,
            DispatchSettings.Common settings) {
        super(new SynchronizedPDUSender(new DefaultPDUSender()), reader, connections);
        reader.readsFor(this);
        this.port = port;
        this.link = link;
        this.deliveries = deliveries;
        this.settings = settings;
        this.writer = new LineWriter("smpp-writer-" + port.name(), new Line());
        this.answers = pdus -> writer.write(pdus, 0);
    }

    /** Binds as the port says, with the password as it is now, and waits no longer than the settings allow. */
    @Override
    public String connectAndBind(String host, int hostPort, BindParameter asked) throws IOException {
        if (port.isDraining()) {
            throw new IOException("the hub is stopping");
        }
        link.binding();
        try {
            String answer = connectAndBind(
                    host, hostPort, ours(asked), settings.bindTimeout().toMillis());
            if (!connection().isOpen()) {
                // lost while jSMPP was about to call it bound: it would look so for good
                close();
                throw new EOFException();
            }
            link.bindEnded(null);
            return answer;
        } catch (IOException | RuntimeException e) {
            link.bindEnded(BindTrouble.of(e));
            throw e;
        }
    }

    private BindParameter ours(BindParameter asked) {
        return new BindParameter(
                link.bindType(port.settings().bindsApart()),
                asked.getSystemId(),
                port.settings().currentPassword(),
                asked.getSystemType(),
                asked.getAddrTon(),
                asked.getAddrNpi(),
                asked.getAddressRange(),
                asked.getInterfaceVersion());
    }

    /**
     * Has a request written; its answer ends the sending.
     *
     * @throws PDUStringException when it cannot be a PDU: nothing will be written
     */
    void write(Sending sending, SubmitPdu.Making making) throws PDUStringException {
        int sequenceNumber = sequence().nextValue();
        byte[] pdu = making.make(sequenceNumber);
        onTheWire.put(sequenceNumber, sending);
        sending.whenForgotten(() -> onTheWire.remove(sequenceNumber));
        if (!writer.write(pdu, sending.request().getSize())) {
            sending.unsent("not-bound");
        } else if (!getSessionState().isTransmittable()) {
            // lost meanwhile, perhaps after the others had been told
            sending.lost();
        }
    }

    private final class Line implements LineWriter.Line {
        @Override
        public void write(byte[] pdus) throws IOException {
            OutputStream wire = connection().getOutputStream();
            // jSMPP's own writers hold it too
            synchronized (wire) {
                wire.write(pdus);
                wire.flush();
            }
        }

        @Override
        public void written(int segments) {
            port.pacer().written(segments);
        }

        @Override
        public void broken() {
            close();
            ended();
        }

        @Override
        public void stuck() {
            cutOff();
        }
    }

    /** The link is gone: what has no answer will get none. */
    void ended() {
        writer.end();
        unanswered().forEach(Sending::lost);
    }

    /** What the carrier sent is to be stored, and answered then. */
    void delivered(Command header, byte[] pdu) {
        deliveries.add(new Delivery(RawDelivery.read(port.name(), pdu), answers, header));
    }

    /** Asks for a sign of life. Whoever speaks meanwhile is alive, though it does not answer this, or not understand it. */
    @Override
    protected void sendEnquireLink() throws ResponseTimeoutException, InvalidResponseException, IOException {
        long asked = System.nanoTime();
        try {
            super.sendEnquireLink();
        } catch (ResponseTimeoutException | InvalidResponseException e) {
            if (!link.hasSpokenSince(asked)) {
                throw e;
            }
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

    /** Cuts the line without a word: whoever reads or writes on it, however stuck, ends with an error. */
    void cutOff() {
        Connection line = connection();
        if (line != null) {
            try {
                line.close();
            } catch (IOException e) {
                // it is gone either way
            }
        }
        ended();
    }
}
