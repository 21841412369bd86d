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
 * {@code [submits] [latency ms] [window] [destinations]}, where more than one destination makes it send submit_multi. Prints
 * submits a second, each destination one, without and with receipts.
 */
final class SmscLoad {
    /** Destinations in one write, or a few more. */
    private static final int BATCH = 100;

    /** From the last digit of one destination to that of the next: flag, ton, npi, eleven digits, NUL. */
    private static final int STRIDE = 15;

    private static final byte[] TEXT = RawClient.ucs2("【预警】暴雨橙色预警信号：预计未来三小时我市有强降水，请注意防范。".repeat(2));

    private final int submits;
    private final int perPdu;
    private final int batch;
    private final Semaphore window;
    private long receipts;

    private SmscLoad(int submits, int window, int perPdu) {
        this.perPdu = perPdu;
        this.batch = (BATCH + perPdu - 1) / perPdu * perPdu;
        this.submits = submits / batch * batch;
        this.window = new Semaphore(window);
    }

    public static void main(String[] arguments) throws Exception {
        int submits = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        String latency = arguments.length > 1 ? arguments[1] : "0";
        int window = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10_000;
        int perPdu = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1;
        for (int registered : new int[] {0, 1, 0, 1}) {
            SimulatorSettings settings = SimulatorSettings.onAnyPort("latency", latency, "receipt-window", "5000");
            try (Smsc smsc = Smsc.start(settings)) {
                new SmscLoad(submits, window, perPdu).run(smsc, registered);
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
        byte[] one = pdu(registered);
        ByteBuffer pdus = ByteBuffer.allocate(one.length * (batch / perPdu));
        for (int sent = 0; sent < submits; sent += batch) {
            window.acquire(batch);
            pdus.clear();
            for (int i = 0; i < batch; i += perPdu) {
                ByteBuffer.wrap(one).putInt(12, sent + i + 2);
                number(one, sent + i);
                pdus.put(one);
            }
            synchronized (out) {
                out.write(pdus.array());
            }
        }
    }

    private byte[] pdu(int registered) {
        if (perPdu == 1) {
            return RawClient.pdu(Pdu.SUBMIT_SM, 0, RawClient.submit("13800000000", registered, TEXT));
        }
        RawClient.PduBody destinations = new RawClient.PduBody();
        for (int i = 0; i < perPdu; i++) {
            destinations.octets(RawClient.handset("13800000000"));
        }
        byte[] body = RawClient.submitMulti(perPdu, destinations.bytes(), registered, TEXT);
        return RawClient.pdu(Pdu.SUBMIT_MULTI, 0, body);
    }

    /** Writes the last eight digits of each number; the first begins after service type, source and what leads it in. */
    private void number(byte[] pdu, int value) {
        int last = Pdu.HEADER + 1 + 2 + 6 + (perPdu == 1 ? 2 : 4) + 10;
        for (int i = 0; i < perPdu; i++, last += STRIDE) {
            for (int digit = 0, rest = value + i; digit < 8; digit++, rest /= 10) {
                pdu[last - digit] = (byte) ('0' + rest % 10);
            }
        }
    }

    private void read(Socket socket, long receiptsWanted) {
        try {
            ByteBuffer in = ByteBuffer.allocate(256 * 1024);
            ByteBuffer answers = ByteBuffer.allocate(256 * 1024);
            InputStream stream = socket.getInputStream();
            for (long answered = -perPdu; answered < submits || receipts < receiptsWanted; ) {
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
            return perPdu;
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
                "%s receipts, %d to a PDU: %,d submits in %.2f s = %,.0f/s, most in any second %,d, counted %s%n",
                registered == 1 ? "with" : "without",
                perPdu,
                submits,
                seconds,
                submits / seconds,
                counts.total().mostInAnySecond(),
                Map.of(
                        "accepted", counts.total().accepted(),
                        "multis", counts.total().multis(),
                        "doubled", counts.total().doubled(),
                        "receiptsOk", counts.total().receiptsAnsweredOk()));
    }
}
