package cn.gulou.hub.dispatch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes what a session sends, in a thread of its own: as much at once as has come while it wrote before. A write for each
 * PDU costs more than making it, and a line that is stuck holds up nobody but this thread.
 */
final class LineWriter {
    /** Far more than all windows hold: it would be answers to a carrier that sends and sends and never reads. */
    private static final int MOST_OCTETS = 16 << 20;
    /** Between two writes at least, on a busy line: TCP sends each at once, and whoever reads is woken for each. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final String name;
    private final Line line;
    private Thread thread;
    private ByteArrayOutputStream held = new ByteArrayOutputStream();
    private int heldSegments;
    /** Octets held, and those being written. */
    private int unwritten;

    private boolean ended;

    LineWriter(String name, Line line) {
        this.name = name;
        this.line = line;
    }

    /** Where it goes. */
    interface Line {
        void write(byte[] pdus) throws IOException;

        /** So many segments are on the wire, or will never be. */
        void written(int segments);

        /** The line broke: what was being written may have gone. */
        void broken();

        /** Nobody reads at the other end. Called by whoever hands in; must not wait. */
        void stuck();
    }

    private record Batch(byte[] pdus, int segments) {}

    /**
     * Has whole PDUs written soon.
     *
     * @param segments how many segments they carry
     * @return false when the line has ended: they will not be written
     */
    boolean write(byte[] pdus, int segments) {
        boolean stuck;
        synchronized (this) {
            stuck = !ended && unwritten + pdus.length > MOST_OCTETS;
            if (!ended && !stuck) {
                held.writeBytes(pdus);
                heldSegments += segments;
                unwritten += pdus.length;
                begin();
                notifyAll();
                return true;
            }
        }
        line.written(segments);
        if (stuck) {
            line.stuck();
        }
        return false;
    }

    /** With the first PDU: so whatever is held is written, or counted as lost. */
    private void begin() {
        if (thread == null) {
            thread = new Thread(this::writeAll, name);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Nothing more is written. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    private void writeAll() {
        boolean whole = true;
        long lastWrite = System.nanoTime() - GATHER_NANOS;
        while (awaitSomething()) {
            LockSupport.parkNanos(lastWrite + GATHER_NANOS - System.nanoTime());
            lastWrite = System.nanoTime();
            Batch batch = next();
            whole = whole && written(batch);
            forget(batch);
            line.written(batch.segments());
        }
        if (!whole) {
            // last: whoever is told may bind anew in this thread
            line.broken();
        }
    }

    private synchronized void forget(Batch batch) {
        unwritten -= batch.pdus().length;
    }

    private boolean written(Batch batch) {
        try {
            line.write(batch.pdus());
            return true;
        } catch (IOException e) {
            end();
            return false;
        }
    }

    /** False when the line has ended and nothing is left. */
    private synchronized boolean awaitSomething() {
        boolean interrupted = false;
        while (held.size() == 0 && !ended) {
            try {
                wait();
            } catch (InterruptedException e) {
                // it ends with its session, not before
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return held.size() > 0;
    }

    private synchronized Batch next() {
        Batch batch = new Batch(held.toByteArray(), heldSegments);
        held.reset();
        heldSegments = 0;
        return batch;
    }
}
