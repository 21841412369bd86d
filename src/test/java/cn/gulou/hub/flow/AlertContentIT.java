package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.SampleAlert.ALERT;
import static cn.gulou.hub.flow.SampleAlert.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** By HTTP, on the real hub: what an alert says decides whether it is taken, held or refused, and what is stored of it. */
class AlertContentIT extends HubIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private SampleAlert sample;

    @BeforeEach
    void onTheDay() {
        time.set(DAY);
        sample = new SampleAlert(port, jdbc);
    }

    @Test
    void refusesADoctypeAndStoresNothingElse() throws Exception {
        String body = ALERT.replace("<alert>", "<!DOCTYPE alert [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><alert>");

        HttpResponse<String> answer = sample.post(body, "application/xml");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("doctype", "DOCTYPE");
        assertThat(sample.count("alert")).isZero();
        assertThat(sample.count("refusal")).isEqualTo(1);
    }

    @Test
    void readsGbkAsDeclared() throws Exception {
        byte[] body = ALERT.replace("UTF-8", "GBK").getBytes("GBK");

        HttpResponse<String> answer =
                http.send(sample.request(body, "application/xml"), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(jdbc.sql("SELECT model ->> 'smsText' FROM alert")
                        .query(String.class)
                        .single())
                .startsWith("市气象台");
    }

    @Test
    void holdsWhatIsDoubtfulForAPerson() throws Exception {
        JsonNode answer = json.readTree(sample.post(ALERT.replace(">Yellow<", ">Red<"), "application/xml")
                .body());

        assertThat(answer.get("state").asText()).isEqualTo("quarantined");
        assertThat(answer.get("broadcasts")).isEmpty();
        assertThat(sample.count(
                        "alert WHERE state = 'QUARANTINED' AND reasons::text LIKE '%severity-contradicts-text%'"))
                .isEqualTo(1);
        assertThat(json.readTree(sample.post(ALERT.replace(">Yellow<", ">Red<"), "application/xml")
                        .body()))
                .isEqualTo(answer);
    }

    @Test
    void numbersAreStoredSealedAndNowhereElse() throws Exception {
        String body = ALERT.replace("WHOLE-NETWORK,", ",")
                .replace("<audenceprt>,", "<audenceprt>13800000001，8613800000000,13800000001,");

        assertThat(sample.post(body, "application/xml").body())
                .contains("targeted")
                .doesNotContain("13800000001");

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

        assertThat(json.readTree(sample.post(body, "application/xml").body()).get("broadcasts"))
                .isEmpty();
        assertThat(sample.count("broadcast")).isZero();
    }
}
