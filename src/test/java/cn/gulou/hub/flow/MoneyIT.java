package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.Accounting.TWO_SEGMENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.alert.Times;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Money while broadcasts are sent, with the carrier as witness (C-27). */
class MoneyIT extends HubIT {
    private Accounting accounting;

    @BeforeEach
    void open() {
        accounting = new Accounting(jdbc, town, face);
        accounting.open();
    }

    @AfterEach
    void addsUp() {
        accounting.awaitCounted();
        assertThat(moneyBroken()).isEmpty();
        assertThat(invariantsBroken()).isEmpty();
        accounting.restore();
    }

    @Test
    void sendsWholePeopleAsFarAsTheMoneyGoes_thenStops() {
        accounting.units(7);
        town.people(10);
        long broadcast = town.broadcast("targeted", "HOLD", TWO_SEGMENTS, 2, 4);
        accounting.awaitState(broadcast, "STOPPED");

        assertThat(smsc.counts().total().accepted())
                .as("three people, two segments each")
                .isEqualTo(6);
        assertThat(town.count(broadcast, "BUDGET_STOP")).isEqualTo(14);
        JsonNode seen = face.get("approver", "/api/broadcasts/" + broadcast).json();
        assertThat(seen.at("/state").asText()).isEqualTo("stopped");
        assertThat(seen.at("/reasons/0/code").asText()).isEqualTo("budget-stop");
        assertThat(face.get("auditor", "/api/broadcasts/" + broadcast + "/report")
                        .json()
                        .at("/notSentByReason/budget")
                        .asInt())
                .isEqualTo(14);
        assertThat(accounting.openAlarms()).contains("budget-stop broadcast:" + broadcast);
        assertThat(told(broadcast)).contains("STOPPED");
        assertThat(budget()).isEqualTo("1.80 0.00 0.30");
    }

    @Test
    void goesOnWithTheOthersWhenThereIsMoneyAgain_onAnApproversWord() {
        accounting.units(7);
        town.people(10);
        long broadcast = town.broadcast("targeted", "HOLD", TWO_SEGMENTS, 2, 4);
        accounting.awaitState(broadcast, "STOPPED");

        assertThat(resume("operator", broadcast).codes()).isEqualTo("approver-needed");
        assertThat(resume("approver", broadcast).codes()).isEqualTo("budget-used-up");
        jdbc.sql("UPDATE budget SET ceiling = 6").update();
        Face.Answer resumed = resume("approver", broadcast);
        assertThat(resumed.status()).as(resumed.response().body()).isEqualTo(200);
        accounting.awaitState(broadcast, "COMPLETED");

        assertThat(smsc.counts().total().accepted()).isEqualTo(20);
        assertThat(smsc.counts().total().doubled()).isZero();
        assertThat(budget()).isEqualTo("6.00 0.00 0.00");
        assertThat(accounting.openAlarms()).doesNotContain("budget-stop broadcast:" + broadcast);
    }

    @Test
    void chargesOnDeliveryWhenTheTermsSaySo() {
        jdbc.sql("UPDATE contract SET charge_on = 'delivery'").update();
        town.people(10);
        smsc.holdReceipts();
        long broadcast = town.broadcast("targeted", "HOLD", "提示。", 1, 4);
        accounting.awaitState(broadcast, "SENT");
        assertThat(accounting.quotas().at("/targeted/spent").asText()).isEqualTo("0.00");
        assertThat(accounting.quotas().at("/targeted/reserved").asText()).isEqualTo("3.00");

        smsc.resume();
        accounting.awaitState(broadcast, "COMPLETED");
        // the number that ends in 7 is not reached
        assertThat(accounting.quotas().at("/targeted/spent").asText()).isEqualTo("2.70");
        assertThat(accounting.quotas().at("/targeted/reserved").asText()).isEqualTo("0.00");
    }

    @Test
    void sendsNothingOutsideEveryContractYear() {
        jdbc.sql("UPDATE contract SET year_from = '2020-01-01', year_until = '2020-12-31'")
                .update();
        town.people(3);
        long broadcast = town.broadcast("targeted", "HOLD", "提示。", 1, 4);
        accounting.awaitState(broadcast, "STOPPED");
        assertThat(smsc.counts().total().accepted()).isZero();
        assertThat(jdbc.sql("SELECT DISTINCT reason FROM submission")
                        .query(String.class)
                        .list())
                .containsExactly("no-contract");
    }

    @Test
    void letsNobodyApproveWhatThereIsNoMoneyFor() {
        accounting.units(0);
        String alert =
                """
                {"identifier": "MONEY-%d", "sender": "11000041600000", "sent": "%s", "status": "actual",
                 "msgType": "alert", "scope": "public", "kind": "targeted", "severity": "minor", "eventType": "11B06",
                 "expires": "%s", "smsText": "市气象台15时发布大风蓝色预警信号：预计房山区有6级阵风，请注意防范。", "approvalReference": "TEST-1",
                 "authorisationReference": "TEST-2", "audience": {"numbers": ["8613800000001"]}}"""
                        .formatted(System.nanoTime(), time(0), time(6));
        String id = face.post("drafter", "/api/alerts", alert)
                .json()
                .at("/broadcasts/0/id")
                .asText();
        String path = "/api/broadcasts/" + id;
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        face.get("approver", path).json().at("/state").asText().equals("pending-approval"));
        JsonNode seen = face.get("approver", path).json();
        assertThat(seen.at("/reasons").findValuesAsText("code")).contains("budget-used-up");

        String approval = "{\"decision\": \"approve\", \"approvedHash\": \"%s\"}"
                .formatted(seen.at("/contentHash").asText());
        Face.Answer refused = face.post("approver", path + "/approval", approval);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.codes()).contains("budget-used-up");
        accounting.units(1);
        assertThat(face.post("approver", path + "/approval", approval).status()).isEqualTo(200);
        accounting.awaitState(Long.parseLong(id), "COMPLETED");
    }

    private static OffsetDateTime time(int hours) {
        return OffsetDateTime.now(Times.BEIJING).plusHours(hours).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Spent, reserved and left, in yuan. */
    private String budget() {
        JsonNode budget = accounting.quotas().at("/targeted");
        return budget.at("/spent").asText() + " " + budget.at("/reserved").asText() + " "
                + budget.at("/left").asText();
    }

    private Face.Answer resume(String account, long broadcast) {
        return face.post(account, "/api/broadcasts/" + broadcast + "/resume", "{\"reason\": \"supplement\"}");
    }

    private List<String> told(long broadcast) {
        return jdbc.sql("SELECT state FROM status_message WHERE broadcast_id = :id")
                .param("id", broadcast)
                .query(String.class)
                .list();
    }
}
