package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.alert.Times;
import cn.gulou.hub.simulator.Counts;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** One broadcast to everyone, as people make it: posted, approved, followed to its end, held against the carrier's counts. */
final class Broadcast {
    private static final String ONE_SEGMENT = "市气象台发布大风黄色预警信号，请注意防范。";
    private static final String TWO_SEGMENTS =
            "市气象台发布大风黄色预警信号：预计今天傍晚至明天上午，我市大部分地区有5级左右偏北风，" + "阵风8级左右，山区阵风可达9级，请远离广告牌、临时搭建物和大树，注意防范。";
    private static final String ALERT =
            """
            {"identifier": "%s", "sender": "11000041600000", "sent": "%s", "status": "Actual", "msgType": "Alert",
             "scope": "Public", "kind": "whole-network", "approvalReference": "TEST-1", "severity": "Moderate",
             "eventType": "11B06", "headline": "大风黄色预警", "smsText": "%s", "audience": {"wholeNetwork": true}}""";
    private static final List<String> OPEN = List.of("pending", "intent", "retry-wait", "submitted");

    private final HubFace face;
    private final String body;
    private final int segments;
    private String id;

    private Broadcast(HubFace face, String identifier, String text, int segments) {
        this.face = face;
        this.body =
                ALERT.formatted(identifier, OffsetDateTime.now(Times.BEIJING).truncatedTo(ChronoUnit.SECONDS), text);
        this.segments = segments;
    }

    /** Everyone gets a text of one segment. */
    static Broadcast ofOneSegment(HubFace face, String identifier, int people) {
        return new Broadcast(face, identifier, ONE_SEGMENT, people);
    }

    /** Everyone gets a text of two segments. */
    static Broadcast ofTwoSegments(HubFace face, String identifier, int people) {
        return new Broadcast(face, identifier, TWO_SEGMENTS, 2 * people);
    }

    /** Puts a file of so many subscribers into the hub's inbox and returns when it has answered. */
    static void importPeople(Path dataDirectory, int people) {
        Path inbox = dataDirectory.resolve("subscribers");
        String rows = IntStream.range(0, people)
                .mapToObj(n -> (8613800000000L + n) + ",false,")
                .collect(Collectors.joining("\n", "number,visitor,district\n", "\n"));
        Path answer = inbox.resolve("people.answer.json");
        try {
            Files.createDirectories(inbox);
            Files.deleteIfExists(answer);
            Files.writeString(inbox.resolve("people.writing"), rows);
            Files.move(inbox.resolve("people.writing"), inbox.resolve("people.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(120)).until(() -> Files.exists(answer));
    }

    /** Posts it; the same again is harmless. Gives back the whole answer. */
    JsonNode post() {
        JsonNode answer = face.post("drafter", "/api/alerts", body);
        assertThat(answer.path("broadcasts").size()).as(answer.toString()).isEqualTo(1);
        id = answer.path("broadcasts").get(0).path("id").asText();
        return answer;
    }

    /** Posts it and takes whatever status comes. */
    int tryToPost() {
        return face.status("drafter", "/api/alerts", body).statusCode();
    }

    /** Posts it and approves it, as far as that has not been done. */
    Broadcast send(String uncertainPolicy) {
        post();
        await().atMost(Duration.ofSeconds(60)).until(() -> !state().equals("received"));
        if (state().equals("pending-approval")) {
            JsonNode approved = face.post(
                    "approver",
                    path("/approval"),
                    """
                            {"decision": "approve", "reason": "test", "uncertainPolicy": "%s", "approvedHash": "%s"}"""
                            .formatted(
                                    uncertainPolicy, view().path("contentHash").asText()));
            assertThat(approved.path("state").asText()).as(approved.toString()).isEqualTo("approved");
        }
        return this;
    }

    JsonNode order(String what) {
        return face.post("operator", path("/" + what), "{\"reason\": \"test\"}");
    }

    JsonNode view() {
        return face.get("approver", path(""));
    }

    String state() {
        return view().path("state").asText();
    }

    String id() {
        return id;
    }

    int segments() {
        return segments;
    }

    /** Segments in a state, by its name in the API. */
    int count(String state) {
        return view().path("counts").path(state).asInt();
    }

    /** Returns when every segment has been sent and has its receipt, or is uncertain. */
    void awaitSettled(Duration most) {
        await().atMost(most).pollInterval(Duration.ofMillis(200)).until(this::isSettled);
    }

    boolean isSettled() {
        JsonNode view = view();
        return List.of("sent", "completed").contains(view.path("state").asText())
                && OPEN.stream()
                        .allMatch(state -> view.path("counts").path(state).asInt() == 0);
    }

    /**
     * Holds the ledger against what the carrier counted: each segment is with the carrier once or is listed UNCERTAIN.
     *
     * @param bound of UNCERTAIN segments
     * @return the figures, to be printed
     */
    String nothingLostNothingDoubled(Counts.Numbers carrier, int bound) {
        JsonNode counts = view().path("counts");
        int uncertain = counts.path("uncertain").asInt();
        int answered =
                counts.path("delivered").asInt() + counts.path("undelivered").asInt();
        int lost = segments - answered - uncertain;
        String figures = "lost=" + lost + " doubled=" + carrier.doubled() + " uncertain=" + uncertain + "/" + bound;
        assertThat(StreamSupport.stream(counts.spliterator(), false)
                        .mapToInt(JsonNode::asInt)
                        .sum())
                .as("segments in the ledger: %s", counts)
                .isEqualTo(segments);
        assertThat(carrier.doubled()).as("doubled").isZero();
        assertThat(lost).as("without a receipt and not uncertain: %s", counts).isZero();
        assertThat(uncertain).as("uncertain").isBetween(0, bound);
        assertThat(carrier.distinct()).as("at the carrier").isBetween((long) segments - uncertain, (long) segments);
        assertThat(answered).as("with a receipt").isLessThanOrEqualTo((int) carrier.distinct());
        return figures;
    }

    private String path(String rest) {
        return "/api/broadcasts/" + id + rest;
    }
}
