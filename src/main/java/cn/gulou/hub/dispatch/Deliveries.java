package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.InboundPdu;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What carriers delivered and nobody has stored yet, in the order it came. It is answered after it is stored, "try again"
 * when it could not be. The threads that read from the lines only put it here, so a slow database holds up no answer to a
 * submit; one route takes it from here, as much at once as has come, so that all of it shares a commit.
 */
@Component("deliveries")
public class Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final int OK = 0;
    private static final int TRY_AGAIN = 0x64;
    private static final int QUEUE_FULL = 0x14;
    private static final long PATIENCE_MILLIS = 100;
    /** How long, and how often, it is waited for others to join a batch, unless it is worth a commit already. */
    private static final long JOINING_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    private static final int JOININGS = 4;
    private static final int WORTH_A_COMMIT = 100;
    /** On the wire, however few they are: some carriers send long ones. */
    private static final long MOST_OCTETS = 64L << 20;

    private static final long MOST_OCTETS_OF_A_BATCH = 8L << 20;

    private final BlockingQueue<Delivery> arrived;
    private final AtomicLong octets = new AtomicLong();
    private final int batch;
    /** Of a batch that could not be stored whole: tried one by one, so that one alone is refused. */
    private final Queue<Delivery> single = new ArrayDeque<>();

    private final List<Delivery> taken = new ArrayList<>();

    Deliveries(DispatchSettings settings) {
        this.arrived = new ArrayBlockingQueue<>(settings.dispatch().deliveriesWaiting());
        this.batch = settings.dispatch().deliveryBatch();
    }

    /** Called by the thread that reads the line. */
    void add(Delivery delivery) {
        long length = delivery.pdu().raw().length;
        if (octets.addAndGet(length) > MOST_OCTETS || !arrived.offer(delivery)) {
            octets.addAndGet(-length);
            delivery.line().accept(delivery.answer(QUEUE_FULL));
        }
    }

    /** The next batch; empty when nothing comes for a moment. Whoever takes it says what became of it. */
    public synchronized List<InboundPdu> take() throws InterruptedException {
        taken.clear();
        Delivery next = single.poll();
        if (next != null) {
            taken.add(next);
        } else {
            next = arrived.isEmpty() ? arrived.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS) : gathered();
            long length = 0;
            for (; next != null; next = isFull(length) ? null : arrived.poll()) {
                taken.add(next);
                length += next.pdu().raw().length;
            }
            octets.addAndGet(-length);
        }
        return taken.stream().map(Delivery::pdu).toList();
    }

    /**
     * More came while the last batch was stored, so they keep coming: a moment for others to join, since the commit costs the
     * same. It ends as soon as nobody joins: carriers that wait for answers are not kept waiting.
     */
    private Delivery gathered() {
        int before = 0;
        for (int turn = 0; turn < JOININGS && arrived.size() > before && arrived.size() < WORTH_A_COMMIT; turn++) {
            before = arrived.size();
            LockSupport.parkNanos(JOINING_NANOS);
        }
        return arrived.poll();
    }

    private boolean isFull(long length) {
        return taken.size() >= batch || length >= MOST_OCTETS_OF_A_BATCH;
    }

    /** All of it is on disk. */
    public synchronized void stored() {
        answer(OK);
    }

    /** Nothing can be stored now: the carrier sends it again, and what waits behind it, which would wait as long for nothing. */
    public synchronized void unavailable(Throwable cause) {
        takeAll();
        refuse(cause);
    }

    /** It is not on disk. What may be the fault of one PDU is tried one by one first; that one the carrier sends again. */
    public synchronized void failed(Throwable cause) {
        if (taken.size() > 1) {
            single.addAll(taken);
        } else {
            refuse(cause);
        }
    }

    private void refuse(Throwable cause) {
        LOG.error("{} deliveries could not be stored; the carrier is asked to send them again", taken.size(), cause);
        answer(TRY_AGAIN);
    }

    private void takeAll() {
        int before = taken.size();
        arrived.drainTo(taken);
        taken.stream().skip(before).forEach(one -> octets.addAndGet(-one.pdu().raw().length));
        taken.addAll(single);
        single.clear();
    }

    /** One write for all the answers of a line. */
    private void answer(int status) {
        Map<Consumer<byte[]>, ByteArrayOutputStream> answers = new IdentityHashMap<>();
        for (Delivery delivery : taken) {
            answers.computeIfAbsent(delivery.line(), line -> new ByteArrayOutputStream())
                    .writeBytes(delivery.answer(status));
        }
        answers.forEach((line, pdus) -> line.accept(pdus.toByteArray()));
    }
}
