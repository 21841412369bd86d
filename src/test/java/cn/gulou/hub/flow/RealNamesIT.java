package cn.gulou.hub.flow;

import cn.gulou.hub.compliance.RealNamesOnly;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Where only people on record decide, an account of the settings decides nothing, and one opened by two people does (C-43). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealNamesIT extends HubIT {
    private static final String ACCOUNT = "on-record";

    @Autowired
    private ApplicationContext hub;

    private Desk desk;
    private RealNamesOnly strict;
    private String password;

    @BeforeEach
    void asInProduction() {
        desk = new Desk(port, time);
        strict = new RealNamesOnly(hub);
        if (password == null) {
            // or nobody could begin: accounts are opened by the accounts of the settings
            password = new NamedAccounts(face).open(ACCOUNT, "approver", "B", NamedAccounts.ONE);
        }
    }

    @AfterEach
    void asInTheDemo() {
        strict.close();
    }

    @AfterAll
    void forgetThePerson() {
        jdbc.sql("DELETE FROM account WHERE account = :account")
                .param("account", ACCOUNT)
                .update();
    }

    @Test
    void approves() {
        String id = desk.alert("drafter", "Minor", "");
        desk.awaitState(id, "pending-approval");
        String hash = desk.broadcast(id).at("/contentHash").asText();
        decidesByPersonOnly(
                "/api/broadcasts/" + id + "/approval",
                "{\"decision\": \"approve\", \"approvedHash\": \"" + hash + "\"}");
    }

    @Test
    void releasesWhatIsHeld() {
        Face.Answer posted = post("Minor", "市气象台提示：线上赌场今日开业。");
        String id = Desk.ok(202, posted).at("/broadcasts/0/id").asText();
        desk.awaitState(id, "held");
        decidesByPersonOnly(
                "/api/broadcasts/" + id + "/interception", "{\"decision\": \"release\", \"reason\": \"harmless\"}");
    }

    @Test
    void acceptsFromQuarantine() {
        Face.Answer posted = post("Minor", "原定演练取消，大风蓝色预警。");
        String id = Desk.ok(202, posted).at("/alertId").asText();
        decidesByPersonOnly(
                "/api/alerts/" + id + "/decision", "{\"decision\": \"accept\", \"reason\": \"it is real\"}");
    }

    @Test
    void liftsAStop() {
        Desk.ok(200, desk.post("operator", "/api/stop-everything", "{\"reason\": \"test\"}"));
        decidesByPersonOnly("/api/stop-everything/lift", "{\"reason\": \"over\"}");
    }

    @Test
    void confirmsAnOrder() {
        Face.Answer proposed = desk.post(
                "operator",
                "/api/grants",
                """
                {"validFrom": "2030-01-01T00:00:00+08:00", "validUntil": "2030-01-02T00:00:00+08:00", "reference": "REAL-%d"}"""
                        .formatted(System.nanoTime()));
        String id = Desk.ok(202, proposed).at("/proposalId").asText();
        decidesByPersonOnly("/api/proposals/" + id + "/decision", "{\"decision\": \"confirm\"}");
        jdbc.sql("DELETE FROM send_grant WHERE valid_from > '2029-01-01'").update();
    }

    private void decidesByPersonOnly(String path, String decision) {
        Desk.refused(409, "real-name-needed", desk.post("approver", path, decision));
        Desk.ok(200, face.call(ACCOUNT, password, "POST", path, "application/json", BodyPublishers.ofString(decision)));
    }

    private Face.Answer post(String severity, String text) {
        return desk.post(
                "upstream",
                "/api/alerts",
                """
                {"identifier": "REAL-%d", "sender": "11000041600000", "sent": "%s", "status": "Actual", "msgType": "Alert",
                 "scope": "Public", "severity": "%s", "eventType": "11B06", "smsText": "%s", "audience": {"wholeNetwork": true}}"""
                        .formatted(System.nanoTime(), Instant.now().truncatedTo(ChronoUnit.SECONDS), severity, text));
    }
}
