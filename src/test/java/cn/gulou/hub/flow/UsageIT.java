package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.Accounting.TWO_SEGMENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.alert.Times;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What broadcasts used is counted, warned of and stated, with the carrier as witness (C-26, C-27, C-29). */
class UsageIT extends HubIT {
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
    void warnsAtEachMarkOnce_andTakesItBackAfterASupplement() {
        accounting.units(20);
        town.people(9);
        long first = town.broadcast("targeted", "HOLD", "提示。", 1, 4);
        accounting.awaitState(first, "COMPLETED");
        await().during(Duration.ofSeconds(3)).until(() -> warnings("targeted").isEmpty());

        town.broadcast("targeted", "HOLD", "提示。", 1, 4);
        await().atMost(Duration.ofSeconds(20)).until(() -> warnings("targeted").equals(List.of(50, 80, 90)));
        assertThat(accounting.openAlarms())
                .contains("quota-mark quota:1:targeted:90")
                .hasSize(1);

        town.broadcast("targeted", "HOLD", "提示。", 1, 4);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> accounting.openAlarms().contains("quota-used-up quota:1:targeted:100"));

        jdbc.sql("UPDATE budget SET ceiling = 8").update();
        await().atMost(Duration.ofSeconds(20)).until(() -> warnings("targeted").equals(List.of(50)));
        assertThat(accounting.openAlarms()).noneMatch(alarm -> alarm.startsWith("quota"));
    }

    @Test
    void countsTheWholeNetworkWithItsVisitors_andNeverStopsIt() {
        jdbc.sql("UPDATE contract SET whole_network_segments = 40, visitor_segments = 3")
                .update();
        town.people(30);
        jdbc.sql("UPDATE subscriber SET visitor = true WHERE subscriber_id % 10 = 0")
                .update();
        long broadcast = town.broadcast("whole-network", "HOLD", TWO_SEGMENTS, 2, 4);
        accounting.awaitState(broadcast, "COMPLETED");
        accounting.awaitCounted();

        assertThat(smsc.counts().total().accepted()).isEqualTo(60);
        assertThat(accounting.quotas().at("/wholeNetwork/used").asInt()).isEqualTo(60);
        assertThat(accounting.quotas().at("/wholeNetwork/left").asInt()).isZero();
        assertThat(accounting.quotas().at("/wholeNetwork/percent").asText()).isEqualTo("150.00");
        assertThat(accounting.quotas().at("/visitors/used").asInt()).isEqualTo(6);
        assertThat(accounting.quotas().at("/targeted/spent").asText()).isEqualTo("0.00");
        await().atMost(Duration.ofSeconds(20)).until(() -> accounting
                .openAlarms()
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
        assertThat(accounting.quotas().at("/drills").asInt()).isEqualTo(4);
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

    private static LocalDate day(int fromToday) {
        return LocalDate.now(Times.BEIJING).plusDays(fromToday);
    }

    private void sendOneOfEachKindToEight() {
        town.people(8);
        accounting.awaitState(town.broadcast("targeted", "HOLD", TWO_SEGMENTS, 2, 4), "COMPLETED");
        accounting.awaitState(town.broadcast("whole-network", "HOLD", "提示。", 1, 4), "COMPLETED");
        // the drill port's account writes other ids in its receipts
        accounting.awaitState(town.broadcast("drill", "HOLD", "演练。", 1, 4), "SENT");
        accounting.awaitCounted();
    }

    private List<Integer> warnings(String quota) {
        return jdbc.sql("SELECT percent FROM quota_warning WHERE quota = :quota ORDER BY percent")
                .param("quota", quota)
                .query(Integer.class)
                .list();
    }
}
