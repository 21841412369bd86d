package cn.gulou.hub.receipt;

import cn.gulou.hub.alert.InboundPdu;
import cn.gulou.hub.alert.MessageIds;
import cn.gulou.hub.alert.SqlFile;
import cn.gulou.hub.privacy.PhoneNumbers;
import cn.gulou.hub.privacy.Sealing;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsmpp.extra.ProcessRequestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stores receipts before they are answered. Many sessions hand in at once; one thread stores all that wait in one
 * statement, so that a commit is shared. What cannot be stored is answered "try again" (0x64): the carrier keeps it.
 */
@Component("inbox")
public class Inbox implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final String INSERT = SqlFile.read("receipt/insert-receipts");
    private static final String CARRIER = SqlFile.read("receipt/read-carrier");
    private static final int TRY_AGAIN = 0x64;

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final Clock clock;
    private final ReceiptSettings settings;
    private final BlockingQueue<Waiting> queue;
    private final Map<String, Carrier> carriers = new ConcurrentHashMap<>();
    private volatile Thread writer;

    Inbox(JdbcClient jdbc, Sealing sealing, Clock clock, ReceiptSettings settings) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.clock = clock;
        this.settings = settings;
        this.queue = new ArrayBlockingQueue<>(settings.batch() * 4);
    }

    private record Waiting(Row row, CompletableFuture<Void> stored) {}

    /** Whose ids these are, and how it writes them. */
    private record Carrier(String carrier, String messageIds) {}

    private record Row(
            String port,
            String carrier,
            String messageId,
            String outcome,
            String stat,
            String errorCode,
            Integer reference,
            byte[] numberIndex,
            byte[] rawSealed,
            Instant receivedAt) {}

    /**
     * Returns when the receipt is on disk.
     *
     * @throws ProcessRequestException with 0x64 when it is not; the carrier sends it again
     */
    public void store(InboundPdu pdu) throws ProcessRequestException {
        try {
            Waiting waiting = new Waiting(row(pdu), new CompletableFuture<>());
            if (!queue.offer(waiting, settings.storeTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw tryAgain();
            }
            waiting.stored().get(settings.storeTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tryAgain();
        } catch (RuntimeException e) {
            LOG.error("A receipt could not be stored; the carrier is asked to send it again", e);
            throw tryAgain();
        } catch (ExecutionException | TimeoutException e) {
            throw tryAgain();
        }
    }

    private Row row(InboundPdu pdu) {
        Receipt receipt = ReceiptReader.read(pdu);
        Carrier carrier = carriers.computeIfAbsent(pdu.port(), this::carrier);
        return new Row(
                pdu.port(),
                carrier.carrier(),
                MessageIds.ofReceipt(carrier.messageIds(), receipt.messageId()),
                receipt.outcome() == null ? null : receipt.outcome().name(),
                receipt.stat(),
                receipt.errorCode(),
                receipt.reference(),
                PhoneNumbers.normalise(pdu.sourceAddress()).map(sealing::index).orElse(null),
                sealing.seal(pdu.raw()),
                clock.instant());
    }

    private Carrier carrier(String port) {
        return jdbc.sql(CARRIER).param("port", port).query(Carrier.class).single();
    }

    private static ProcessRequestException tryAgain() {
        return new ProcessRequestException("the receipt is not stored", TRY_AGAIN);
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>();
        while (writer != null) {
            try {
                Waiting first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, settings.batch() - 1);
                    insert(batch);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                batch.clear();
            }
        }
    }

    private void insert(List<Waiting> batch) {
        try {
            List<Row> rows = batch.stream().map(Waiting::row).toList();
            jdbc.sql(INSERT)
                    .param("ports", rows.stream().map(Row::port).toArray(String[]::new))
                    .param("carriers", rows.stream().map(Row::carrier).toArray(String[]::new))
                    .param("messageIds", rows.stream().map(Row::messageId).toArray(String[]::new))
                    .param("outcomes", rows.stream().map(Row::outcome).toArray(String[]::new))
                    .param("stats", rows.stream().map(Row::stat).toArray(String[]::new))
                    .param("errorCodes", rows.stream().map(Row::errorCode).toArray(String[]::new))
                    .param("references", rows.stream().map(Row::reference).toArray(Integer[]::new))
                    .param("numberIndexes", rows.stream().map(Row::numberIndex).toArray(byte[][]::new))
                    .param("raws", rows.stream().map(Row::rawSealed).toArray(byte[][]::new))
                    .param(
                            "times",
                            rows.stream()
                                    .map(row -> row.receivedAt().toString())
                                    .toArray(String[]::new))
                    .update();
            batch.forEach(waiting -> waiting.stored().complete(null));
        } catch (RuntimeException | Error e) {
            // an error too: with this thread every later receipt would be refused
            LOG.error("{} receipts could not be stored; the carrier is asked to send them again", batch.size(), e);
            batch.forEach(waiting -> waiting.stored().completeExceptionally(e));
        }
    }

    @Override
    public void start() {
        writer = new Thread(this::write, "receipt-inbox");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void stop() {
        writer = null;
    }

    @Override
    public boolean isRunning() {
        return writer != null;
    }

    /** Starts before the routes and stops after them. */
    @Override
    public int getPhase() {
        return 0;
    }
}
