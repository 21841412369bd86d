package cn.gulou.hub.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.privacy.Sealing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Every door, on the real hub: HTTP, JMS, files. */
class IngestIT extends HubIT {
    private static final String ALERT = sample("national-profile-beijing-actual.xml");
    private static final Duration SOON = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @Autowired
    private ConnectionFactory broker;

    @Autowired
    private CamelContext camel;

    @Autowired
    private Sealing sealing;

    @Value("${hub.ingest.inbox}")
    private Path inbox;

    /** The sample is of that day, and good for a day. */
    @BeforeEach
    void onTheDay() {
        time.set(Instant.parse("2026-11-23T08:00:00Z"));
    }

    @Test
    void answersOnceItIsStored_andHandsItOn() throws Exception {
        HttpResponse<String> answer = post(ALERT, "application/xml");

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode body = json.readTree(answer.body());
        assertThat(body.get("alertId").asText()).isEqualTo(String.valueOf(firstAlert));
        assertThat(body.get("identifier").asText()).isEqualTo("11000041600000_20261123153012");
        assertThat(body.get("state").asText()).isEqualTo("received");
        assertThat(body.at("/broadcasts/0/id").asText()).isEqualTo("5001");
        assertThat(body.at("/broadcasts/0/kind").asText()).isEqualTo("whole-network");
        assertThat(body.at("/broadcasts/0/state").asText()).isEqualTo("received");
        await().atMost(SOON).until(() -> count("alert WHERE queued_at IS NOT NULL") == 1);
        await().atMost(SOON).until(() -> count("alert WHERE state = 'ACCEPTED'") == 1);
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void theSameAlertPostedTwentyTimesAtOnceIsOneBroadcast() {
        List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            // copies differ in white space
            calls.add(http.sendAsync(
                    request(
                            ALERT.replace("<status>", " ".repeat(i) + "<status>")
                                    .getBytes(UTF_8),
                            "application/xml"),
                    HttpResponse.BodyHandlers.ofString()));
        }
        List<HttpResponse<String>> answers =
                calls.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 202);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 202))
                .hasSize(1);
        assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
        assertThat(count("alert")).isEqualTo(1);
        assertThat(count("broadcast")).isEqualTo(1);
    }

    @Test
    void changedContentUnderTheSameIdentityIsAConflictAndAnAlarm() throws Exception {
        post(ALERT, "application/xml");
        long alarms = count("audit WHERE action = 'identity-conflict'");

        HttpResponse<String> answer = post(ALERT.replace("15:05:00", "15:05:01"), "application/xml");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(count("audit WHERE action = 'identity-conflict'")).isEqualTo(alarms + 1);
        assertThat(count("refusal WHERE status_code = 409")).isEqualTo(1);
        assertThat(count("broadcast")).isEqualTo(1);
        post(ALERT.replace("15:05:00", "15:05:02"), "application/xml");
        assertThat(count("alarm WHERE kind = 'identity-conflict' AND subject = 'source:upstream' AND ended_at IS NULL"))
                .as("one for the source, not one for each message")
                .isEqualTo(1);
    }

    @Test
    void aRefusedAlertLeavesARecordAndDoesNotOccupyItsIdentity() throws Exception {
        String wrong = ALERT.replace("<scope>Public</scope>", "").replace(">Yellow<", ">Purple<");

        HttpResponse<String> answer = post(wrong, "application/xml");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("element-missing", "value-not-listed")
                .doesNotContain("Purple");
        assertThat(count("refusal WHERE identifier = '11000041600000_20261123153012'"))
                .isEqualTo(1);
        assertThat(count("alert")).isZero();
        assertThat(post(ALERT, "application/xml").statusCode()).isEqualTo(202);
    }

    @Test
    void refusesADoctypeAndStoresNothingElse() throws Exception {
        String body = ALERT.replace("<alert>", "<!DOCTYPE alert [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><alert>");

        HttpResponse<String> answer = post(body, "application/xml");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("doctype", "DOCTYPE");
        assertThat(count("alert")).isZero();
        assertThat(count("refusal")).isEqualTo(1);
    }

    @Test
    void readsGbkAsDeclared() throws Exception {
        byte[] body = ALERT.replace("UTF-8", "GBK").getBytes("GBK");

        HttpResponse<String> answer = http.send(request(body, "application/xml"), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(jdbc.sql("SELECT model ->> 'smsText' FROM alert")
                        .query(String.class)
                        .single())
                .startsWith("市气象台");
    }

    @Test
    void holdsWhatIsDoubtfulForAPerson() throws Exception {
        JsonNode answer = json.readTree(
                post(ALERT.replace(">Yellow<", ">Red<"), "application/xml").body());

        assertThat(answer.get("state").asText()).isEqualTo("quarantined");
        assertThat(answer.get("broadcasts")).isEmpty();
        assertThat(count("alert WHERE state = 'QUARANTINED' AND reasons::text LIKE '%severity-contradicts-text%'"))
                .isEqualTo(1);
        assertThat(json.readTree(post(ALERT.replace(">Yellow<", ">Red<"), "application/xml")
                        .body()))
                .isEqualTo(answer);
    }

    @Test
    void numbersAreStoredSealedAndNowhereElse() throws Exception {
        String body = ALERT.replace("WHOLE-NETWORK,", ",")
                .replace("<audenceprt>,", "<audenceprt>13800000001，8613800000000,13800000001,");

        assertThat(post(body, "application/xml").body()).contains("targeted").doesNotContain("13800000001");

        List<byte[]> seals = jdbc.sql("SELECT number_sealed FROM alert_number ORDER BY position")
                .query(byte[].class)
                .list();
        assertThat(seals).extracting(sealing::openText).containsExactly("8613800000001", "8613800000000");
        assertThat(jdbc.sql("SELECT model::text || reasons::text FROM alert")
                        .query(String.class)
                        .single())
                .doesNotContain("13800000001");
        assertThat(jdbc.sql(
                                "SELECT (audience ->> 'numberCount')::int FROM broadcast WHERE (audience ->> 'resolvable')::boolean")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aCancelMakesNoBroadcast() throws Exception {
        String body = ALERT.replace("<msgType>Alert", "<msgType>Cancel")
                .replace("<references/>", "<references>11000041600000_20261123100000</references>");

        assertThat(json.readTree(post(body, "application/xml").body()).get("broadcasts"))
                .isEmpty();
        assertThat(count("broadcast")).isZero();
    }

    @Test
    void answersAMessageInTheNationalForm() throws Exception {
        assertThat(ask(context -> context.createTextMessage(ALERT)))
                .contains("<status>0</status>", "alertId=" + firstAlert + " state=received");
        assertThat(ask(context -> bytes(context, ALERT))).contains("<status>0</status>", "alertId=" + firstAlert);
        assertThat(count("alert WHERE way_in = 'jms'")).isEqualTo(1);
        await().atMost(SOON).until(() -> count("alert WHERE queued_at IS NOT NULL") == 1);
    }

    @Test
    void refusesMessagesThatAreNoTextAndNeverLooksIntoThem() throws Exception {
        assertThat(ask(context -> context.createObjectMessage(new ArrayList<>(List.of("x")))))
                .contains("<status>1</status>", "wrong-message-type");
        assertThat(ask(context -> context.createMapMessage())).contains("wrong-message-type");
        assertThat(ask(context -> context.createTextMessage("{\"identifier\": 1}")))
                .contains("wrong-type");
        assertThat(ask(context -> context.createTextMessage("<alert>"))).contains("not-well-formed");
    }

    @Test
    void refusesNumbersByJms() throws Exception {
        assertThat(ask(context ->
                        context.createTextMessage(ALERT.replace("<audenceprt>,", "<audenceprt>13800000001,"))))
                .contains("<status>1</status>", "numbers-need-https")
                .doesNotContain("13800000001");
        assertThat(count("alert")).isZero();
    }

    @Test
    void noPropertyOfAMessageSteersARoute() throws Exception {
        assertThat(ask(context -> {
                    TextMessage message = context.createTextMessage(ALERT);
                    for (String name :
                            List.of("CamelJmsDestinationName", "camelJmsDestinationName", "CAMELJMSDESTINATIONNAME")) {
                        message.setStringProperty(name, "hub.approved");
                    }
                    return message;
                }))
                .contains("<status>0</status>");
    }

    @Test
    void neverAnswersIntoAQueueOfTheHub() throws Exception {
        try (JMSContext context = broker.createContext()) {
            TextMessage message = context.createTextMessage(ALERT);
            message.setJMSReplyTo(context.createQueue("hub.parked"));
            context.createProducer().send(context.createQueue("hub.alerts.inbound"), message);
            await().atMost(SOON).until(() -> count("alert WHERE queued_at IS NOT NULL") == 1);
            assertThat(context.createBrowser(context.createQueue("hub.parked"))
                            .getEnumeration()
                            .hasMoreElements())
                    .isFalse();
        }
    }

    @Test
    void whatCannotBeHandledIsParkedSealed() throws Exception {
        owner().sql("ALTER TABLE refusal RENAME TO refusal_away").update();
        try (JMSContext context = broker.createContext()) {
            context.createProducer()
                    .send(context.createQueue("hub.alerts.inbound"), context.createTextMessage("<alert>大风"));
            Message parked =
                    context.createConsumer(context.createQueue("hub.parked")).receive(SOON.toMillis());
            assertThat(sealing.openText(parked.getBody(byte[].class))).isEqualTo("<alert>大风");
            assertThat(parked.getStringProperty("failedRoute")).isEqualTo("receive-message");
        } finally {
            owner().sql("ALTER TABLE refusal_away RENAME TO refusal").update();
        }
    }

    @Test
    void aFileWithAnotherNameIsTakenWithADefect() throws Exception {
        assertThat(Files.readString(put("wind.xml", ALERT.getBytes(UTF_8)))).contains("<status>0</status>");
        assertThat(count("alert WHERE reasons::text LIKE '%file-name%'")).isEqualTo(1);
    }

    @Test
    void takesAFileAndTheSameFileAgain() throws Exception {
        for (int i = 0; i < 2; i++) {
            Path answer = put("11000041600000_20261123153012_11B06_YELLOW_ALERT.XML", ALERT.getBytes(UTF_8));
            assertThat(Files.readString(answer)).contains("<status>0</status>", "alertId=" + firstAlert);
        }
        assertThat(count("alert WHERE way_in = 'file' AND reasons = '[]'")).isEqualTo(1);
        assertThat(count("broadcast")).isEqualTo(1);
        Path kept = inbox.resolve("done/11000041600000_20261123153012_11B06_YELLOW_ALERT.XML.sealed");
        assertThat(new String(sealing.open(Files.readAllBytes(kept)), UTF_8)).isEqualTo(ALERT);
    }

    @Test
    void takesAZipWithOneXmlAndSetsAnyOtherAside() throws Exception {
        assertThat(Files.readString(put("one.zip", zip("a.xml")))).contains("<status>0</status>");
        assertThat(Files.readString(put("two.zip", zip("a.xml", "b.xml")))).contains("zip-entries");
        assertThat(Files.readString(put("path.zip", zip("../a.xml")))).contains("zip-entry");
        try (Stream<Path> aside = Files.list(inbox.resolve("quarantine"))) {
            assertThat(aside.map(path -> path.getFileName().toString()).filter(name -> name.endsWith("two.zip.sealed")))
                    .hasSize(1);
        }
        assertThat(count("refusal WHERE way_in = 'file'")).isEqualTo(2);
    }

    @Test
    void whatWasStoredButNeverQueuedIsSwept() throws Exception {
        camel.getRouteController().stopRoute("queue-alert");
        try {
            assertThat(post(ALERT, "application/xml").statusCode()).isEqualTo(202);
            assertThat(count("alert WHERE queued_at IS NULL AND state = 'RECEIVED'"))
                    .isEqualTo(1);
        } finally {
            camel.getRouteController().startRoute("queue-alert");
        }
        time.set(time.instant().plusSeconds(60));

        await().atMost(SOON).until(() -> count("alert WHERE queued_at IS NOT NULL AND state = 'ACCEPTED'") == 1);
    }

    private interface Writer {
        Message write(JMSContext context) throws Exception;
    }

    private String ask(Writer writer) throws Exception {
        try (JMSContext context = broker.createContext()) {
            TemporaryQueue answers = context.createTemporaryQueue();
            Message message = writer.write(context);
            message.setJMSReplyTo(answers);
            message.setJMSCorrelationID("c-1");
            JMSConsumer consumer = context.createConsumer(answers);
            context.createProducer().send(context.createQueue("hub.alerts.inbound"), message);
            Message answer = consumer.receive(SOON.toMillis());
            assertThat(answer).isNotNull();
            assertThat(answer.getJMSCorrelationID()).isEqualTo("c-1");
            return answer.getBody(String.class);
        }
    }

    private static Message bytes(JMSContext context, String body) throws Exception {
        var message = context.createBytesMessage();
        message.writeBytes(body.getBytes(UTF_8));
        return message;
    }

    /** Puts a file into the inbox, done on rename, and waits for its answer. */
    private Path put(String name, byte[] content) throws IOException {
        Path answer = inbox.resolve(name + ".answer.xml");
        Files.deleteIfExists(answer);
        Files.createDirectories(inbox);
        Files.write(inbox.resolve(name + ".part"), content);
        Files.move(inbox.resolve(name + ".part"), inbox.resolve(name));
        await().atMost(SOON).until(() -> Files.exists(answer) && !Files.exists(inbox.resolve(name)));
        return answer;
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(ALERT.getBytes(UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private HttpResponse<String> post(String body, String type) throws Exception {
        return http.send(request(body.getBytes(UTF_8), type), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(byte[] body, String type) {
        String account = Base64.getEncoder().encodeToString("upstream:upstream-demo".getBytes(UTF_8));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/alerts"))
                .header("Content-Type", type)
                .header("Authorization", "Basic " + account)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private long count(String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }

    private static String sample(String name) {
        try (InputStream in = IngestIT.class.getResourceAsStream("/cap-samples/" + name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
