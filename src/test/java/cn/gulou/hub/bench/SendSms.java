package cn.gulou.hub.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands messages to Kannel's smsbox over HTTP, a number of connections side by side, each kept open. */
final class SendSms {
    private final int port;
    private final int connections;
    private final String query;

    /** @param sinkPort where Kannel tells of receipts */
    SendSms(int port, int connections, int sinkPort, String text) {
        this.port = port;
        this.connections = connections;
        query = "/cgi-bin/sendsms?username=bench&password=bench&from=12379&coding=2&charset=UTF-8&dlr-mask=3&text="
                + encoded(text) + "&dlr-url=" + encoded("http://127.0.0.1:" + sinkPort + "/receipt?person=");
    }

    /** Returns when Kannel has taken every message. */
    void send(int people) {
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(connections);
        List<Future<?>> senders = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            senders.add(pool.submit(() -> {
                connection(next, people);
                return null;
            }));
        }
        pool.shutdown();
        for (Future<?> sender : senders) {
            try {
                sender.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchFailure("Interrupted.");
            } catch (ExecutionException e) {
                throw new BenchFailure("Kannel's smsbox does not take messages: " + e.getCause());
            }
        }
    }

    private void connection(AtomicInteger next, int people) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            for (int person = next.getAndIncrement(); person < people; person = next.getAndIncrement()) {
                String request = "GET " + query + person + "&to=" + (Alerts.FIRST_NUMBER + person)
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
                out.write(request.getBytes(StandardCharsets.US_ASCII));
                taken(in);
            }
        }
    }

    private static void taken(BufferedReader in) throws IOException {
        String status = in.readLine();
        if (status == null || !status.contains(" 202")) {
            throw new IOException("answer " + status);
        }
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        while (length > 0) {
            length -= (int) in.skip(length);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
