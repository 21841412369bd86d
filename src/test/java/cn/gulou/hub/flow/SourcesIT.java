package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.SignedSample.XML;
import static cn.gulou.hub.flow.SignedSample.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who may send, and in whose name: by HTTP and JMS (C-01). */
class SourcesIT extends HubIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private ConnectionFactory broker;

    @AfterEach
    void asInTheSettings() {
        jdbc.sql("UPDATE source SET senders = '{}'").update();
        jdbc.sql("DELETE FROM account WHERE origin = 'opened'").update();
    }

    @Test
    void speaksForItsOwnSendersOnly_andTakesNobodysIdentity() {
        jdbc.sql("UPDATE source SET senders = '{11000041600000}' WHERE source = 'drafter'")
                .update();
        String stranger = alert("99000041600000", "SOURCES-1");

        Face.Answer refused = face.post("drafter", "/api/alerts", stranger);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.codes()).isEqualTo("sender-not-yours");
        assertThat(refused.response().body()).contains("C-01");
        assertThat(one("SELECT violations -> 0 ->> 'code' FROM refusal")).isEqualTo("sender-not-yours");
        assertThat(face.post("upstream", "/api/alerts", stranger).status()).isEqualTo(202);
        assertThat(face.post("drafter", "/api/alerts", alert("11000041600000", "SOURCES-2"))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aDepartmentThatIsNotListedSendsNothing() {
        String password = new NamedAccounts(face).open("district-drafter", "drafter", "A", NamedAccounts.ONE);
        jdbc.sql("UPDATE account SET department = 'withdrawn' WHERE account = 'district-drafter'")
                .update();

        Face.Answer refused = send("district-drafter", password, alert("11000041600000", "SOURCES-3"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.codes()).isEqualTo("source-unlisted");
    }

    @Test
    void anAccountHasTheSendingRightsOfItsDepartment() {
        String password = new NamedAccounts(face).open("district-drafter", "drafter", "A", NamedAccounts.ONE);

        Face.Answer sent = send("district-drafter", password, alert("11000041600000", "SOURCES-4"));
        String broadcast = sent.json().at("/broadcasts/0/id").asText();
        await().atMost(SOON).untilAsserted(() -> assertThat(face.get("approver", "/api/broadcasts/" + broadcast)
                        .json()
                        .at("/reasons")
                        .findValuesAsText("code"))
                .containsExactly("source-attended", "approval-reference-missing"));
    }

    @Test
    void signsOverHttp_orIsNotTaken() {
        String password = new NamedAccounts(face).open("city-signed", "upstream", "A", NamedAccounts.ONE);
        String alert = alert("11000041600000", "SOURCES-5");

        assertThat(send("city-signed", password, alert).codes()).isEqualTo("signature-missing");
        assertThat(face.call(
                                "city-signed",
                                password,
                                "POST",
                                "/api/broadcasts/preview",
                                "application/json",
                                BodyPublishers.ofString(alert))
                        .codes())
                .as("a preview is signed alike")
                .isEqualTo("signature-missing");
        assertThat(send("city-signed", password, alert, "X-Gulou-Signature", sign("something else"))
                        .codes())
                .isEqualTo("signature-wrong");
        assertThat(send("city-signed", password, alert, "X-Gulou-Signature", sign(alert))
                        .status())
                .isEqualTo(202);
        assertThat(one("SELECT source FROM alert")).isEqualTo("city-signed");
    }

    @Test
    void isKnownByItsSignatureOnASharedQueue() throws Exception {
        new NamedAccounts(face).open("city-signed", "upstream", "A", NamedAccounts.ONE);

        assertThat(ask("city-signed", sign("something else"))).contains("signature-wrong");
        assertThat(ask("city-signed", null)).contains("signature-missing");
        assertThat(one("SELECT count(*)::text FROM alert")).isEqualTo("0");
        assertThat(ask("city-signed", sign(XML))).contains("<status>0</status>");
        assertThat(one("SELECT source FROM alert")).isEqualTo("city-signed");
    }

    @Test
    void aNameWithoutAKeyIsNotBelieved() throws Exception {
        assertThat(ask("drafter", null)).contains("<status>0</status>");
        assertThat(one("SELECT source FROM alert")).isEqualTo("upstream");
    }

    private Face.Answer send(String account, String password, String alert, String... headers) {
        return face.call(
                account, password, "POST", "/api/alerts", "application/json", BodyPublishers.ofString(alert), headers);
    }

    private String ask(String source, String signature) throws Exception {
        try (JMSContext context = broker.createContext()) {
            TemporaryQueue answers = context.createTemporaryQueue();
            TextMessage message = context.createTextMessage(XML);
            message.setJMSReplyTo(answers);
            message.setStringProperty("gulouSource", source);
            if (signature != null) {
                message.setStringProperty("gulouSignature", signature);
            }
            context.createProducer().send(context.createQueue("hub.alerts.inbound"), message);
            return context.createConsumer(answers).receive(SOON.toMillis()).getBody(String.class);
        }
    }

    private static String alert(String sender, String identifier) {
        return """
                {"identifier": "%s", "sender": "%s", "sent": "%s", "status": "actual", "msgType": "alert",
                 "scope": "public", "severity": "minor", "eventType": "11B06", "smsText": "市气象台发布大风蓝色预警信号。",
                 "audience": {"wholeNetwork": true}}"""
                .formatted(identifier, sender, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private String one(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }
}
