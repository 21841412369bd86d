package cn.gulou.hub.simulator;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of an SMSC: sockets, timers, and questions asked from outside. */
final class Loop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final long LONGEST_SLEEP_MILLIS = 50;

    private final Centre centre;
    private final Deliveries deliveries;
    private final Sessions sessions;
    private final Selector selector = Selector.open();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Listener listener;
    private final Thread thread;
    private volatile boolean running = true;
    private long swept;

    Loop(Centre centre, Deliveries deliveries, Sessions sessions) throws IOException {
        this.centre = centre;
        this.deliveries = deliveries;
        this.sessions = sessions;
        try {
            listener = new Listener(selector, centre.settings.line());
        } catch (IOException | RuntimeException failed) {
            selector.close();
            throw failed;
        }
        thread = new Thread(this, "smsc-" + listener.port());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    int port() {
        return listener.port();
    }

    /** Answers a question on the loop's thread, between two turns; on the caller's once the loop has ended. */
    <T> T call(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException refused) {
                answer.completeExceptionally(refused);
            }
        });
        selector.wakeup();
        if (!running || !thread.isAlive()) {
            awaitEnd();
            runTasks();
        }
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException refused ? refused : failed;
        }
    }

    void stop() {
        running = false;
        selector.wakeup();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
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
        try {
            sessions.open().forEach(session -> sessions.drop(session, false));
            listener.close();
            selector.close();
        } catch (IOException failed) {
            LOG.warn("The simulator did not close its port cleanly", failed);
        }
        runTasks();
    }

    void stopListening() {
        try {
            listener.close();
        } catch (IOException failed) {
            throw new IllegalStateException("Port " + port() + " cannot be closed.", failed);
        }
    }

    void resumeListening() {
        try {
            listener.reopen();
        } catch (IOException failed) {
            throw new IllegalStateException("Port " + port() + " is taken by now.", failed);
        }
    }

    private void turn() throws IOException {
        selector.select(this::ready, centre.timers.idle(LONGEST_SLEEP_MILLIS));
        centre.nanoTime = System.nanoTime();
        runTasks();
        centre.timers.advance(centre.millis());
        if (centre.millis() - swept >= LONGEST_SLEEP_MILLIS) {
            swept = centre.millis();
            sessions.sweep();
        }
        if (!centre.faults.silent && !centre.faults.hold && !centre.faults.holdReceipts) {
            centre.accounts.values().forEach(deliveries::pump);
        }
        sessions.flush();
    }

    private void ready(SelectionKey key) {
        if (key.isValid() && key.isAcceptable()) {
            accept();
        } else if (key.isValid() && key.isReadable()) {
            centre.nanoTime = System.nanoTime();
            sessions.read((Session) key.attachment());
        }
    }

    private void accept() {
        try {
            SocketChannel channel = listener.accept();
            if (channel != null) {
                sessions.add(channel, selector);
            }
        } catch (IOException failed) {
            LOG.debug("A connection was gone before it was accepted");
        }
    }

    /** Synchronized for the time after the loop, when several callers may ask at once. */
    private synchronized void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
