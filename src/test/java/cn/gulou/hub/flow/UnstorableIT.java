package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.SampleAlert.ALERT;
import static cn.gulou.hub.flow.SampleAlert.DAY;
import static cn.gulou.hub.flow.SampleAlert.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What the database does not take: an alert waits while it cannot, and is parked, sealed and answered when it never will. */
class UnstorableIT extends HubIT {
    @Autowired
    private ConnectionFactory broker;

    @Autowired
    private CamelContext camel;

    @Value("${hub.ingest.inbox}")
    private Path inbox;

    private SampleAlert sample;
    private JMSContext context;
    private JMSConsumer answers;
    private JMSConsumer parked;
    private Path file;
    private Path answer;

    @BeforeEach
    void onTheDay() throws IOException {
        time.set(DAY);
        sample = new SampleAlert(port, jdbc);
        context = broker.createContext();
        parked = context.createConsumer(context.createQueue("hub.parked"));
        file = inbox.resolve("unstorable.xml");
        answer = inbox.resolve("unstorable.xml.answer.xml");
        Files.createDirectories(inbox);
        Files.deleteIfExists(answer);
    }

    @AfterEach
    void hangUp() {
        heal();
        context.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RAISE EXCEPTION USING ERRCODE = '25006'",
                "RAISE EXCEPTION USING ERRCODE = '40001'",
                "RAISE EXCEPTION USING ERRCODE = '53100'",
                "PERFORM pg_terminate_backend(pg_backend_pid())"
            })
    void waitsWhileTheDatabaseCannot(String fault) throws Exception {
        breakStoring(fault);
        putFile();
        sendMessage();
        await().atMost(SOON).until(() -> tries() >= 5);
        assertThat(answer).doesNotExist();
        assertThat(answers.receiveNoWait()).isNull();
        heal();
        assertThat(fileAnswer()).contains("<status>0</status>");
        assertThat(messageAnswer()).contains("<status>0</status>");
        assertThat(sample.count("alert")).isEqualTo(1);
        assertThat(parked.receiveNoWait()).isNull();
    }

    @Test
    void parksSealedAndAnswersWhatTheDatabaseWillNeverTake() throws Exception {
        breakStoring("RAISE EXCEPTION USING ERRCODE = '54000'");
        putFile();
        assertThat(fileAnswer()).contains("<status>1</status>", "<error_code>internal</error_code>");
        assertParkedBy("receive-file");
        assertThat(sealing.openText(Files.readAllBytes(setAside()))).isEqualTo(ALERT);
        sendMessage();
        assertThat(messageAnswer()).contains("<status>1</status>", "<error_code>internal</error_code>");
        assertParkedBy("receive-message");
        assertThat(sample.post(ALERT, "application/xml").statusCode()).isEqualTo(500);
        assertThat(tries()).isEqualTo(3);
        heal();
        putFile();
        assertThat(fileAnswer()).contains("<status>0</status>");
    }

    @Test
    void whatIsStoredIsNeverCalledFailed_whateverHappensNext() throws Exception {
        camel.getRouteController().stopRoute("queue-if-fresh");
        try {
            putFile();
            assertThat(fileAnswer()).contains("<status>0</status>");
            sendMessage();
            assertThat(messageAnswer()).contains("<status>0</status>");
        } finally {
            camel.getRouteController().startRoute("queue-if-fresh");
        }
        assertThat(parked.receiveNoWait()).isNull();
        assertThat(Files.readString(answer)).contains("<status>0</status>");
        await().atMost(SOON).until(() -> sample.count("alert WHERE queued_at IS NOT NULL") == 1);
    }

    private void assertParkedBy(String route) throws JMSException {
        Message message = parked.receive(SOON.toMillis());
        assertThat(sealing.openText(message.getBody(byte[].class))).isEqualTo(ALERT);
        assertThat(message.getStringProperty("failedRoute")).isEqualTo(route);
        assertThat(message.getStringProperty("errorCode")).isEqualTo("PSQLException");
    }

    private Path setAside() throws IOException {
        try (Stream<Path> files = Files.list(inbox.resolve("quarantine"))) {
            List<Path> found = files.filter(path -> path.toString().endsWith("unstorable.xml.sealed"))
                    .toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    private void putFile() throws IOException {
        Files.deleteIfExists(answer);
        Files.writeString(inbox.resolve("unstorable.part"), ALERT);
        Files.move(inbox.resolve("unstorable.part"), file);
    }

    private String fileAnswer() throws IOException {
        await().atMost(SOON).until(() -> Files.exists(answer) && !Files.exists(file));
        return Files.readString(answer);
    }

    private void sendMessage() throws JMSException {
        TemporaryQueue replies = context.createTemporaryQueue();
        answers = context.createConsumer(replies);
        TextMessage message = context.createTextMessage(ALERT);
        message.setJMSReplyTo(replies);
        context.createProducer().send(context.createQueue("hub.alerts.inbound"), message);
    }

    private String messageAnswer() throws JMSException {
        Message message = answers.receive(SOON.toMillis());
        assertThat(message.propertyExists("failedRoute")).isFalse();
        return message.getBody(String.class);
    }

    /** Every alert that is to be stored runs into the fault. */
    private void breakStoring(String fault) {
        owner().sql("CREATE SEQUENCE tries; GRANT USAGE ON SEQUENCE tries TO PUBLIC; "
                        + "CREATE FUNCTION unstorable() RETURNS trigger LANGUAGE plpgsql AS $$ "
                        + "BEGIN PERFORM nextval('tries'); " + fault + "; RETURN NEW; END $$; "
                        + "CREATE TRIGGER unstorable BEFORE INSERT ON alert FOR EACH ROW EXECUTE FUNCTION unstorable()")
                .update();
    }

    private long tries() {
        return owner().sql("SELECT last_value FROM tries").query(Long.class).single();
    }

    private void heal() {
        owner().sql("DROP FUNCTION IF EXISTS unstorable CASCADE; DROP SEQUENCE IF EXISTS tries")
                .update();
    }
}
