package cn.gulou.hub.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One way of one connection through a {@link FaultProxy}. */
final class Wire {
    private final Quality quality;
    private final ScheduledThreadPoolExecutor writer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "proxy-writer");
        thread.setDaemon(true);
        return thread;
    });
    private volatile OutputStream out;
    private volatile boolean cut;
    private volatile boolean missedSome;
    private long freeAt = System.nanoTime();
    private long written;

    Wire(Quality quality) {
        this.quality = quality;
    }

    /** How good the line is, one way. Changes act at once. */
    static final class Quality {
        private volatile long latencyMillis;
        private volatile long bytesPerSecond;
        private volatile boolean swallow;
        private volatile boolean oneByteAtATime;
        private volatile int flipEvery;
        private final AtomicLong carried = new AtomicLong();

        /** Milliseconds that each byte is late. */
        Quality latency(long millis) {
            latencyMillis = millis;
            return this;
        }

        /** 0: as fast as it goes. */
        Quality bytesPerSecond(long bytes) {
            bytesPerSecond = bytes;
            return this;
        }

        /** Takes bytes and lets none through. */
        Quality swallow(boolean swallows) {
            swallow = swallows;
            return this;
        }

        /** Each byte in a segment of its own. */
        Quality oneByteAtATime(boolean split) {
            oneByteAtATime = split;
            return this;
        }

        /** Turns a bit of every so many-th byte; 0: of none. */
        Quality flipEvery(int bytes) {
            flipEvery = bytes;
            return this;
        }

        /** Bytes that got through, over all connections. */
        long carried() {
            return carried.get();
        }

        void good() {
            latency(0).bytesPerSecond(0).swallow(false).oneByteAtATime(false).flipEvery(0);
        }
    }

    /** Nothing more gets through, for good. */
    void cut() {
        cut = true;
    }

    boolean isDead() {
        return cut || quality.swallow;
    }

    boolean missedSome() {
        return missedSome;
    }

    /** Carries until one side hangs up. */
    void carry(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try {
            out = to.getOutputStream();
            var in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                send(Arrays.copyOf(buffer, read));
            }
        } catch (IOException e) {
            // hung up
        } finally {
            writer.shutdown();
        }
    }

    /** In the order of calls; each is late by the latency, and by what goes before it at this bandwidth. */
    synchronized void send(byte[] bytes) {
        if (isDead()) {
            missedSome = true;
            return;
        }
        long now = System.nanoTime();
        long arrives = Math.max(now + TimeUnit.MILLISECONDS.toNanos(quality.latencyMillis), freeAt);
        if (quality.bytesPerSecond > 0) {
            arrives += TimeUnit.SECONDS.toNanos(bytes.length) / quality.bytesPerSecond;
        }
        freeAt = arrives;
        try {
            writer.schedule(() -> write(bytes), arrives - now, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // hung up meanwhile
        }
    }

    private void write(byte[] bytes) {
        OutputStream to = out;
        if (isDead() || to == null) {
            missedSome = true;
            return;
        }
        int every = quality.flipEvery;
        for (int i = 0; i < bytes.length; i++) {
            if (every > 0 && ++written % every == 0) {
                bytes[i] ^= 0x10;
            }
        }
        try {
            if (quality.oneByteAtATime) {
                for (byte each : bytes) {
                    to.write(each);
                }
            } else {
                to.write(bytes);
            }
            quality.carried.addAndGet(bytes.length);
        } catch (IOException e) {
            // hung up
        }
    }
}
