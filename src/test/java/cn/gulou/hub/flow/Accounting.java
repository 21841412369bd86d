package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A contract year with today in it: its money, its volume, and whether all of it is counted. */
final class Accounting {
    static final String TWO_SEGMENTS =
            "市气象台发布大风黄色预警信号：预计今天傍晚至明天上午，我市大部分地区有5级左右偏北风，阵风8级左右，" + "山区阵风可达9级，请远离广告牌、临时搭建物和大树，注意防范。";

    private final JdbcClient jdbc;
    private final Town town;
    private final Face face;

    Accounting(JdbcClient jdbc, Town town, Face face) {
        this.jdbc = jdbc;
        this.town = town;
        this.face = face;
    }

    /** Has today in the contract year, whenever that is. */
    void open() {
        jdbc.sql("UPDATE contract SET year_from = current_date - 100, year_until = current_date + 100")
                .update();
    }

    /** Money and contract as they are in the settings. */
    void restore() {
        jdbc.sql("TRUNCATE tariff, charge, quota_warning").update();
        jdbc.sql("UPDATE budget SET ceiling = 90000, reserved = 0, spent = 0").update();
        jdbc.sql(
                        """
                        UPDATE contract SET charge_on = 'acceptance', whole_network_segments = 24400000,
                            visitor_segments = 3010000, year_from = '2026-06-18', year_until = '2027-06-17'""")
                .update();
    }

    void units(int units) {
        jdbc.sql("UPDATE budget SET ceiling = :units * 0.30")
                .param("units", units)
                .update();
    }

    JsonNode quotas() {
        return face.get("auditor", "/api/quotas").json();
    }

    List<String> openAlarms() {
        return jdbc.sql("SELECT kind || ' ' || subject FROM alarm WHERE ended_at IS NULL")
                .query(String.class)
                .list();
    }

    void awaitState(long broadcast, String state) {
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

    void awaitCounted() {
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
