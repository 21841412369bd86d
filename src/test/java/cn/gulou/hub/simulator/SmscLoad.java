package cn.gulou.hub.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * How fast the simulator is: one pipelining client on one session, in the same process. Not a test; run its main with
 * {@code [submits] [latency ms] [window]}. Prints submits a second without and with receipts.
 */
final class SmscLoad {
    private static final int BATCH = 100;
    private static final byte[] TEXT = RawClient.ucs2("【预警】暴雨橙色预警信号：预计未来三小时我市有强降水，请注意防范。".repeat(2));

    private final int submits;
    private final Semaphore window;
    private long receipts;

    private SmscLoad(int submits, int window) {
        this.submits = submits;
        this.window = new Semaphore(window);
    }

    public static void main(String[] arguments) throws Exception {
        int submits = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        String latency = arguments.length > 1 ? arguments[1] : "0";
        int window = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10_000;
        for (int registered : new int[] {0, 1, 0, 1}) {
            SimulatorSettings settings = SimulatorSettings.onAnyPort("latency", latency, "receipt-window", "5000");
            try (Smsc smsc = Smsc.start(settings)) {
                new SmscLoad(submits, window).run(smsc, registered);
            }
        }
    }

    private void run(Smsc smsc, int registered) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), smsc.port())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            out.write(RawClient.pdu(Pdu.BIND_TRANSCEIVER, 1, RawClient.bind("load", "")));
            long start = System.nanoTime();
            Thread reader = new Thread(() -> read(socket, registered == 1 ? submits : 0));
            reader.start();
            write(out, registered);
            reader.join();
            report(smsc.counts(), registered, (System.nanoTime() - start) / 1e9);
        }
    }

    private void write(OutputStream out, int registered) throws IOException, InterruptedException {
        byte[] one = RawClient.pdu(Pdu.SUBMIT_SM, 0, RawClient.submit("13800000000", registered, TEXT));
        ByteBuffer batch = ByteBuffer.allocate(one.length * BATCH);
        for (int sent = 0; sent < submits; sent += BATCH) {
            window.acquire(BATCH);
            batch.clear();
            for (int i = 0; i < BATCH; i++) {
                ByteBuffer.wrap(one).putInt(12, sent + i + 2);
                number(one, sent + i);
                batch.put(one);
            }
            synchronized (out) {
                out.write(batch.array());
            }
        }
    }

    /** Writes the last eight digits of the number, which begins after service type, source and its own ton and npi. */
    private static void number(byte[] pdu, int value) {
        int last = Pdu.HEADER + 1 + 2 + 6 + 2 + 10;
        for (int digit = 0, rest = value; digit < 8; digit++, rest /= 10) {
            pdu[last - digit] = (byte) ('0' + rest % 10);
        }
    }

    private void read(Socket socket, long receiptsWanted) {
        try {
            ByteBuffer in = ByteBuffer.allocate(256 * 1024);
            ByteBuffer answers = ByteBuffer.allocate(256 * 1024);
            InputStream stream = socket.getInputStream();
            for (long answered = -1; answered < submits || receipts < receiptsWanted; ) {
                in.position(in.position() + stream.read(in.array(), in.position(), in.remaining()));
                in.flip();
                int got = 0;
                while (in.remaining() >= 4 && in.remaining() >= in.getInt(in.position())) {
                    got += take(in, answers);
                }
                in.compact();
                answered += got;
                window.release(got);
                answer(socket.getOutputStream(), answers);
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private int take(ByteBuffer in, ByteBuffer answers) {
        int at = in.position();
        in.position(at + in.getInt(at));
        if (in.getInt(at + 4) != Pdu.DELIVER_SM) {
            return 1;
        }
        receipts++;
        answers.putInt(17).putInt(Pdu.DELIVER_SM | Pdu.RESPONSE).putInt(0);
        answers.putInt(in.getInt(at + 12)).put((byte) 0);
        return 0;
    }

    private static void answer(OutputStream out, ByteBuffer answers) throws IOException {
        if (answers.position() > 0) {
            synchronized (out) {
                out.write(answers.array(), 0, answers.position());
            }
            answers.clear();
        }
    }

    private void report(Counts counts, int registered, double seconds) {
        System.out.printf(
                Locale.ROOT,
                "%s receipts: %,d submits in %.2f s = %,.0f/s, most in any second %,d, counted %s%n",
                registered == 1 ? "with" : "without",
                submits,
                seconds,
                submits / seconds,
                counts.total().mostInAnySecond(),
                Map.of(
                        "accepted", counts.total().accepted(),
                        "doubled", counts.total().doubled(),
                        "receiptsOk", counts.total().receiptsAnsweredOk()));
    }
}
