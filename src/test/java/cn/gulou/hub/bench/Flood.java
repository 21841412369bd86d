package cn.gulou.hub.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Posts alerts over so many connections as fast as they are answered, and keeps what each was answered with. */
final class Flood {
    private static final Pattern ID = Pattern.compile("\"alertId\":\"([0-9]+)\"");

    private final int port;
    private final String account;
    private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());

    Flood(int port, String account) {
        this.port = port;
        this.account = account;
    }

    /**
     * One answer.
     *
     * @param status 0: none
     * @param alertId of one that was taken; else null
     * @param retryAfter whether it says when to come again
     */
    record Answer(int status, String alertId, boolean retryAfter, double millis) {}

    List<Answer> answers() {
        return answers;
    }

    /** Returns when every alert has its answer. */
    void run(int alerts, int connections) {
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(connections);
        for (int connection = 0; connection < connections; connection++) {
            pool.submit(() -> {
                // a client each: its one connection stays open
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                for (int number = next.getAndIncrement(); number < alerts; number = next.getAndIncrement()) {
                    answers.add(post(client, FloodAlert.of(number)));
                }
            });
        }
        pool.shutdown();
        try {
            if (!pool.awaitTermination(10, TimeUnit.MINUTES)) {
                throw new BenchFailure("The flood was not answered within ten minutes.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted.");
        }
    }

    /** Posts one alert, over a connection of its own. */
    Answer post(FloodAlert alert) {
        return post(HttpClient.newHttpClient(), alert);
    }

    private Answer post(HttpClient client, FloodAlert alert) {
        byte[] basic = (account + ":" + account + "-demo").getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/alerts"))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(basic))
                .header("Content-Type", alert.type())
                .POST(BodyPublishers.ofString(alert.body()))
                .build();
        long start = System.nanoTime();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            double millis = (System.nanoTime() - start) / 1e6;
            Matcher id = ID.matcher(answer.body());
            boolean taken = answer.statusCode() / 100 == 2 && id.find();
            boolean retryAfter = answer.headers().firstValue("Retry-After").isPresent();
            return new Answer(answer.statusCode(), taken ? id.group(1) : null, retryAfter, millis);
        } catch (IOException e) {
            return new Answer(0, null, false, (System.nanoTime() - start) / 1e6);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted.");
        }
    }
}
