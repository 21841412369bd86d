package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.SampleAlert.ALERT;
import static cn.gulou.hub.flow.SampleAlert.DAY;
import static cn.gulou.hub.flow.SampleAlert.SOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The door for messages, on the real hub: what it answers, and what it never does. */
class JmsIngestIT extends HubIT {
    @Autowired
    private ConnectionFactory broker;

    private SampleAlert sample;

    @BeforeEach
    void onTheDay() {
        time.set(DAY);
        sample = new SampleAlert(port, jdbc);
    }

    @Test
    void answersAMessageInTheNationalForm() throws Exception {
        assertThat(ask(context -> context.createTextMessage(ALERT)))
                .contains("<status>0</status>", "alertId=" + firstAlert + " state=received");
        assertThat(ask(context -> bytes(context, ALERT))).contains("<status>0</status>", "alertId=" + firstAlert);
        assertThat(sample.count("alert WHERE way_in = 'jms'")).isEqualTo(1);
        await().atMost(SOON).until(() -> sample.count("alert WHERE queued_at IS NOT NULL") == 1);
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
        assertThat(sample.count("alert")).isZero();
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
            await().atMost(SOON).until(() -> sample.count("alert WHERE queued_at IS NOT NULL") == 1);
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
            assertThat(ask(asked -> asked.createTextMessage("<alert>大风")))
                    .contains("<status>1</status>", "<error_code>internal</error_code>");
            Message parked =
                    context.createConsumer(context.createQueue("hub.parked")).receive(SOON.toMillis());
            assertThat(sealing.openText(parked.getBody(byte[].class))).isEqualTo("<alert>大风");
            assertThat(parked.getStringProperty("failedRoute")).isEqualTo("receive-message");
        } finally {
            owner().sql("ALTER TABLE refusal_away RENAME TO refusal").update();
        }
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
}
