package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.alert.Times;
import cn.gulou.hub.privacy.Sealing;
import cn.gulou.hub.simulator.Smsc;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jms.core.JmsTemplate;

/** Money and volume while broadcasts are sent, with the carrier as witness (C-26, C-27, C-29). */
class MoneyIT extends HubIT {
    private static final String TWO_SEGMENTS =
            "市气象台发布大风黄色预警信号：预计今天傍晚至明天上午，我市大部分地区有5级左右偏北风，阵风8级左右，" + "山区阵风可达9级，请远离广告牌、临时搭建物和大树，注意防范。";

    @Autowired
    private Smsc smsc;

    @Autowired
    private JmsTemplate jms;

    @Autowired
    private Sealing sealing;

    private Town town;
    private Face face;

    @BeforeEach
    void open() {
        smsc.reset();
        town = new Town(jdbc, sealing, jms);
        face = new Face(port);
        // a contract year with today in it, whenever that is
        jdbc.sql("UPDATE contract SET year_from = current_date - 100, year_until = current_date + 100")
                .update();
    }

    @AfterEach
    void addsUp() {
        awaitCounted();
        assertThat(moneyBroken()).isEmpty();
        assertThat(invariantsBroken()).isEmpty();
        jdbc.sql("TRUNCATE tariff, charge, quota_warning").update();
        jdbc.sql("UPDATE budget SET ceiling = 90000, reserved = 0, spent = 0").update();
        jdbc.sql(
                        """
                        UPDATE contract SET charge_on = 'acceptance', whole_network_segments = 24400000,
                            visitor_segments = 3010000, year_from = '2026-06-18', year_until = '2027-06-17'""")
                .update();
    }

    @Test
    void sendsWholePeopleAsFarAsTheMoneyGoes_thenStops() {
        units(7);
        town.people(10);
        long broadcast = town.broadcast("targeted", "HOLD", TWO_SEGMENTS, 2, 4);
        awaitState(broadcast, "STOPPED");

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
        assertThat(openAlarms()).contains("budget-stop broadcast:" + broadcast);
        assertThat(told(broadcast)).contains("STOPPED");
        assertThat(budget()).isEqualTo("1.80 0.00 0.30");
    }

    @Test
    void goesOnWithTheOthersWhenThereIsMoneyAgain_onAnApproversWord() {
        units(7);
        town.people(10);
        long broadcast = town.broadcast("targeted", "HOLD", TWO_SEGMENTS, 2, 4);
        awaitState(broadcast, "STOPPED");

        assertThat(resume("operator", broadcast).codes()).isEqualTo("approver-needed");
        assertThat(resume("approver", broadcast).codes()).isEqualTo("budget-used-up");
        jdbc.sql("UPDATE budget SET ceiling = 6").update();
        Face.Answer resumed = resume("approver", broadcast);
        assertThat(resumed.status()).as(resumed.response().body()).isEqualTo(200);
        awaitState(broadcast, "COMPLETED");

        assertThat(smsc.counts().total().accepted()).isEqualTo(20);
        assertThat(smsc.counts().total().doubled()).isZero();
        assertThat(budget()).isEqualTo("6.00 0.00 0.00");
        assertThat(openAlarms()).doesNotContain("budget-stop broadcast:" + broadcast);
    }

    @Test
    void warnsAtEachMarkOnce_andTakesItBackAfterASupplement() {
        units(20);
        town.people(9);
        long first = town.broadcast("targeted", "HOLD", "提示。", 1, 4);
        awaitState(first, "COMPLETED");
        await().during(Duration.ofSeconds(3)).until(() -> warnings("targeted").isEmpty());

        town.broadcast("targeted", "HOLD", "提示。", 1, 4);
        await().atMost(Duration.ofSeconds(20)).until(() -> warnings("targeted").equals(List.of(50, 80, 90)));
        assertThat(openAlarms()).contains("quota-mark quota:1:targeted:90").hasSize(1);

        town.broadcast("targeted", "HOLD", "提示。", 1, 4);
        await().atMost(Duration.ofSeconds(20)).until(() -> openAlarms().contains("quota-used-up quota:1:targeted:100"));

        jdbc.sql("UPDATE budget SET ceiling = 8").update();
        await().atMost(Duration.ofSeconds(20)).until(() -> warnings("targeted").equals(List.of(50)));
        assertThat(openAlarms()).noneMatch(alarm -> alarm.startsWith("quota"));
    }

    @Test
    void countsTheWholeNetworkWithItsVisitors_andNeverStopsIt() {
        jdbc.sql("UPDATE contract SET whole_network_segments = 40, visitor_segments = 3")
                .update();
        town.people(30);
        jdbc.sql("UPDATE subscriber SET visitor = true WHERE subscriber_id % 10 = 0")
                .update();
        long broadcast = town.broadcast("whole-network", "HOLD", TWO_SEGMENTS, 2, 4);
        awaitState(broadcast, "COMPLETED");
        awaitCounted();

        assertThat(smsc.counts().total().accepted()).isEqualTo(60);
        assertThat(quotas().at("/wholeNetwork/used").asInt()).isEqualTo(60);
        assertThat(quotas().at("/wholeNetwork/left").asInt()).isZero();
        assertThat(quotas().at("/wholeNetwork/percent").asText()).isEqualTo("150.00");
        assertThat(quotas().at("/visitors/used").asInt()).isEqualTo(6);
        assertThat(quotas().at("/targeted/spent").asText()).isEqualTo("0.00");
        await().atMost(Duration.ofSeconds(20)).until(() -> openAlarms()
                .containsAll(List.of("quota-used-up quota:1:whole-network:100", "quota-used-up quota:1:visitors:100")));
    }

    @Test
    void statesWhatWasUsed_byMonthAndPort_drillsApart() {
        sendOneOfEachKindToEight();

        JsonNode statement = face.get("auditor", "/api/reports/settlement").json();
        assertThat(statement.at("/year/payments").toString())
                .isEqualTo("[{\"percent\":60,\"amount\":\"786000.00\"},{\"percent\":20,\"amount\":\"262000.00\"},"
                        + "{\"percent\":20,\"amount\":\"262000.00\"}]");
        assertThat(statement.at("/year/targeted/spent").asText()).isEqualTo("4.80");
        assertThat(statement.at("/year/targeted/left").asText()).isEqualTo("89995.20");
        assertThat(statement.at("/year/wholeNetwork/left").asLong()).isEqualTo(24_400_000 - 8);
        assertThat(statement.at("/inPeriod/targeted").asInt()).isEqualTo(16);
        assertThat(statement.at("/inPeriod/amount").asText()).isEqualTo("4.80");
        assertThat(statement.at("/inPeriod/wholeNetwork").asInt()).isEqualTo(8);
        // of the eight, four are drill numbers
        assertThat(statement.at("/inPeriod/drills").asInt()).isEqualTo(4);
        assertThat(statement.at("/byMonth")).hasSize(1);
        assertThat(statement.at("/byPort").findValuesAsText("item"))
                .containsExactly("drill-a", "targeted-a", "whole-network-a");
        assertThat(statement.at("/notice12379/targeted").asInt()).isEqualTo(16);
        assertThat(statement.at("/others/targeted").asInt()).isZero();
        assertThat(quotas().at("/drills").asInt()).isEqualTo(4);
    }

    @Test
    void writesTheStatementAsCsv() {
        sendOneOfEachKindToEight();

        Face.Answer csv = face.get("auditor", "/api/reports/settlement?format=csv");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.response().body())
                .contains("区间合计 in the period,翼点触达 元 targeted yuan,4.80")
                .contains("合同年度 contract year,第1次付款 60% payment,786000.00");
    }

    @Test
    void statesAPartOfTheYear_andNothingAcrossYears() {
        assertThat(face.get("admin", "/api/reports/settlement?from=" + day(-100) + "&to=" + day(-2))
                        .json()
                        .at("/inPeriod/targeted")
                        .asInt())
                .isZero();
        assertThat(face.get("admin", "/api/reports/settlement?from=" + day(2) + "&to=" + day(1))
                        .codes())
                .isEqualTo("period-not-in-year");
        assertThat(face.get("admin", "/api/reports/settlement?from=" + day(2) + "&to=" + day(105))
                        .codes())
                .isEqualTo("period-not-in-year");
        assertThat(face.get("admin", "/api/reports/settlement?from=" + day(-105))
                        .codes())
                .isEqualTo("no-contract");
        assertThat(face.get("admin", "/api/reports/settlement?from=yesterday").status())
                .isEqualTo(400);
        assertThat(face.get("admin", "/api/reports/settlement?format=xlsx").status())
                .isEqualTo(400);
        assertThat(face.get("operator", "/api/reports/settlement").status()).isEqualTo(403);
    }

    @Test
    void chargesOnDeliveryWhenTheTermsSaySo() {
        jdbc.sql("UPDATE contract SET charge_on = 'delivery'").update();
        town.people(10);
        smsc.holdReceipts();
        long broadcast = town.broadcast("targeted", "HOLD", "提示。", 1, 4);
        awaitState(broadcast, "SENT");
        assertThat(quotas().at("/targeted/spent").asText()).isEqualTo("0.00");
        assertThat(quotas().at("/targeted/reserved").asText()).isEqualTo("3.00");

        smsc.resume();
        awaitState(broadcast, "COMPLETED");
        // the number that ends in 7 is not reached
        assertThat(quotas().at("/targeted/spent").asText()).isEqualTo("2.70");
        assertThat(quotas().at("/targeted/reserved").asText()).isEqualTo("0.00");
    }

    @Test
    void sendsNothingOutsideEveryContractYear() {
        jdbc.sql("UPDATE contract SET year_from = '2020-01-01', year_until = '2020-12-31'")
                .update();
        town.people(3);
        long broadcast = town.broadcast("targeted", "HOLD", "提示。", 1, 4);
        awaitState(broadcast, "STOPPED");
        assertThat(smsc.counts().total().accepted()).isZero();
        assertThat(jdbc.sql("SELECT DISTINCT reason FROM submission")
                        .query(String.class)
                        .list())
                .containsExactly("no-contract");
    }

    @Test
    void letsNobodyApproveWhatThereIsNoMoneyFor() {
        units(0);
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
        units(1);
        assertThat(face.post("approver", path + "/approval", approval).status()).isEqualTo(200);
        awaitState(Long.parseLong(id), "COMPLETED");
    }

    private static LocalDate day(int fromToday) {
        return LocalDate.now(Times.BEIJING).plusDays(fromToday);
    }

    private static OffsetDateTime time(int hours) {
        return OffsetDateTime.now(Times.BEIJING).plusHours(hours).truncatedTo(ChronoUnit.SECONDS);
    }

    private void sendOneOfEachKindToEight() {
        town.people(8);
        awaitState(town.broadcast("targeted", "HOLD", TWO_SEGMENTS, 2, 4), "COMPLETED");
        awaitState(town.broadcast("whole-network", "HOLD", "提示。", 1, 4), "COMPLETED");
        // the drill port's account writes other ids in its receipts
        awaitState(town.broadcast("drill", "HOLD", "演练。", 1, 4), "SENT");
        awaitCounted();
    }

    /** Spent, reserved and left, in yuan. */
    private String budget() {
        JsonNode budget = quotas().at("/targeted");
        return budget.at("/spent").asText() + " " + budget.at("/reserved").asText() + " "
                + budget.at("/left").asText();
    }

    private void units(int units) {
        jdbc.sql("UPDATE budget SET ceiling = :units * 0.30")
                .param("units", units)
                .update();
    }

    private JsonNode quotas() {
        return face.get("auditor", "/api/quotas").json();
    }

    private Face.Answer resume(String account, long broadcast) {
        return face.post(account, "/api/broadcasts/" + broadcast + "/resume", "{\"reason\": \"supplement\"}");
    }

    private List<Integer> warnings(String quota) {
        return jdbc.sql("SELECT percent FROM quota_warning WHERE quota = :quota ORDER BY percent")
                .param("quota", quota)
                .query(Integer.class)
                .list();
    }

    private List<String> openAlarms() {
        return jdbc.sql("SELECT kind || ' ' || subject FROM alarm WHERE ended_at IS NULL")
                .query(String.class)
                .list();
    }

    private List<String> told(long broadcast) {
        return jdbc.sql("SELECT state FROM status_message WHERE broadcast_id = :id")
                .param("id", broadcast)
                .query(String.class)
                .list();
    }

    private void awaitState(long broadcast, String state) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(town.state(broadcast) + states(broadcast))
                .startsWith(state + " "));
    }

    private String states(long broadcast) {
        return jdbc.sql(
                        """
                        SELECT ' ' || coalesce(string_agg(state || '/' || coalesce(reason, ''), ' '), '')
                        FROM submission WHERE broadcast_id = :id""")
                .param("id", broadcast)
                .query(String.class)
                .single();
    }

    private void awaitCounted() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("SELECT count(*) FROM volume_due")
                                .query(Integer.class)
                                .single()
                        == 0);
        assertThat(jdbc.sql(
                                """
                                SELECT chunk_no FROM chunk c
                                WHERE state = 'DONE' AND (SELECT coalesce(sum(segments), 0) FROM chunk_volume k
                                                          WHERE (k.broadcast_id, k.chunk_no) = (c.broadcast_id, c.chunk_no))
                                      <> (SELECT coalesce(sum(segments), 0) FROM v_chunk_volume v
                                          WHERE (v.broadcast_id, v.chunk_no) = (c.broadcast_id, c.chunk_no))""")
                        .query(Integer.class)
                        .list())
                .as("chunks counted otherwise than their segments say")
                .isEmpty();
    }
}
