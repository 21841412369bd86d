package cn.gulou.hub.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Counts, settings and faults over HTTP, on loopback only. Phone numbers leave it masked. */
final class Control implements AutoCloseable {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    private static final int LONGEST_BODY = 64 * 1024;

    private static final Map<String, Consumer<Smsc>> FAULTS = Map.ofEntries(
            Map.entry("drop", Smsc::dropWithReset),
            Map.entry("hang-up", Smsc::drop),
            Map.entry("silent", Smsc::goSilent),
            Map.entry("hold", Smsc::holdSubmits),
            Map.entry("hold-receipts", Smsc::holdReceipts),
            Map.entry("throttle", Smsc::throttleAll),
            Map.entry("garbage", Smsc::sendGarbage),
            Map.entry("oversize", Smsc::sendOversizeHeader),
            Map.entry("refuse-binds", Smsc::refuseBinds),
            Map.entry("stop-listening", Smsc::stopListening),
            Map.entry("resume", Smsc::resume));

    private record Answer(int status, Object body) {}

    private final Smsc smsc;
    private final HttpServer server;

    private Control(Smsc smsc, HttpServer server) {
        this.smsc = smsc;
        this.server = server;
    }

    static Control start(Smsc smsc, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Control control = new Control(smsc, server);
        server.createContext("/", control::serve);
        server.start();
        return control;
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
            Answer answer;
            try {
                answer = answer(exchange, new String(body, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException | IllegalStateException refused) {
                answer = new Answer(400, Map.of("error", refused.getMessage()));
            }
            byte[] bytes = JSON.writeValueAsBytes(answer.body);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(answer.status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer answer(HttpExchange exchange, String body) {
        if (exchange.getRequestHeaders().containsKey("Origin")) {
            // A web page someone happens to have open must not be able to press these buttons.
            return new Answer(403, Map.of("error", "Not from a browser."));
        }
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/faults/")) {
            Consumer<Smsc> fault = FAULTS.get(path.substring("/faults/".length()));
            return fault == null ? notFound() : post(exchange, () -> fault.accept(smsc));
        }
        return switch (path) {
            case "/health" -> new Answer(200, Map.of("status", "UP", "port", smsc.port()));
            case "/counts" -> new Answer(200, smsc.counts());
            case "/submits" ->
                new Answer(200, smsc.recorded().stream().map(Control::masked).toList());
            case "/reset" -> post(exchange, smsc::reset);
            case "/settings" -> exchange.getRequestMethod().equals("GET") ? settings() : change(exchange, body);
            default -> notFound();
        };
    }

    private Answer change(HttpExchange exchange, String body) {
        Answer answer = post(exchange, () -> smsc.change(body.startsWith("{") ? json(body) : form(body)));
        return answer.status == 200 ? settings() : answer;
    }

    private Answer settings() {
        return new Answer(200, smsc.settings().shown());
    }

    private static Answer post(HttpExchange exchange, Runnable action) {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            return new Answer(405, Map.of("error", "Use POST."));
        }
        action.run();
        return new Answer(200, Map.of("done", true));
    }

    private static Answer notFound() {
        return new Answer(
                404,
                Map.of(
                        "error",
                        "No such command.",
                        "faults",
                        FAULTS.keySet().stream().sorted().toList()));
    }

    private static RecordedSubmit masked(RecordedSubmit submit) {
        return submit.withDestination(submit.maskedDestination());
    }

    private static Map<String, String> json(String body) {
        try {
            Map<String, String> changes = new HashMap<>();
            JSON.readValue(body, new TypeReference<Map<String, Object>>() {})
                    .forEach((name, value) -> changes.put(name, String.valueOf(value)));
            return changes;
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException("The body is not JSON.");
        }
    }

    private static Map<String, String> form(String body) {
        Map<String, String> changes = new HashMap<>();
        for (String pair : body.strip().split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("The body must be JSON or look like latency=20&rate=500.");
            }
            changes.put(decoded(parts[0]), decoded(parts[1]));
        }
        return changes;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
