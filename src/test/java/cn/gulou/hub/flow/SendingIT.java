package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.Counts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

/** From an approved broadcast to counted handsets: audience, dispatch and receipt with the SMSC as witness. */
class SendingIT extends HubIT {
    private static final String TEXT =
            "市气象台11月23日15时30分发布大风黄色预警信号：预计23日傍晚至24日上午，我市大部分地区有5级左右偏北风，" + "阵风8级左右，山区阵风可达9级，请远离广告牌、临时搭建物和大树，注意防范。";

    @Value("${hub.audience.subscriber-inbox}")
    private Path inbox;

    @Test
    void reachesEveryoneAtThePortsRate_countedAsTheCarrierCounts() throws IOException {
        importSubscribers(5_000);
        approve(5001, "whole-network");

        await().atMost(Duration.ofSeconds(180))
                .until(() -> countIn(5001, "DELIVERED") + countIn(5001, "UNDELIVERED") == 10_000);

        Counts.Numbers carrier = smsc.counts().total();
        assertThat(carrier.accepted()).isEqualTo(10_000);
        assertThat(carrier.doubled()).isZero();
        assertThat(countIn(5001, "UNDELIVERED")).isEqualTo(1_000);
        assertThat(jdbc.sql("SELECT max(port) FROM submission")
                        .query(String.class)
                        .single())
                .isEqualTo("whole-network-a");
        assertThat(invariantsBroken()).isEmpty();
        System.out.println("SENDING mean=" + carrier.meanPerSecond() + " most=" + carrier.mostInAnySecond());
    }

    private void importSubscribers(int people) throws IOException {
        String rows = IntStream.range(0, people)
                .mapToObj(n -> (8613800000000L + n) + "," + (n % 8 == 0) + ",110101")
                .collect(Collectors.joining("\n", "number,visitor,district\n", "\n"));
        Files.createDirectories(inbox);
        Path writing = inbox.resolve("people.writing");
        Files.writeString(writing, rows);
        Files.move(writing, inbox.resolve("people.csv"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("SELECT count(*) FROM subscriber")
                                .query(Integer.class)
                                .single()
                        == people);
    }

    private void approve(long broadcastId, String kind) {
        jdbc.sql(
                        """
                        INSERT INTO alert (source, way_in, dialect, sender, identifier, content_index, message_type, status,
                            model, raw_sealed, received_at, queued_at)
                        VALUES ('upstream', 'http', 'JSON', 'test', 'sending', '\\x00', 'ALERT', 'ACTUAL', '{}', '\\x00', now(), now())""")
                .update();
        jdbc.sql(
                        """
                        INSERT INTO broadcast (alert_id, kind, source_address, text, signature, signature_by,
                            billable_segments, wire_segments, audience, content_hash, expires_at, created_at)
                        VALUES ((SELECT max(alert_id) FROM alert), :kind, '12379', :text, '【北京市应急管理事务中心】', 'hub', 2, 2,
                            '{"wholeNetwork": true, "groups": [], "numberCount": 0, "resolvable": true}', 'h',
                            now() + interval '1 day', now())""")
                .param("kind", kind)
                .param("text", TEXT)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO permit (broadcast_id, content_hash, expires_at)
                        VALUES (:id, 'h', now() + interval '1 day')""")
                .param("id", broadcastId)
                .update();
        jdbc.sql("UPDATE broadcast SET state = 'APPROVED' WHERE broadcast_id = :id")
                .param("id", broadcastId)
                .update();
        jms.convertAndSend("hub.approved", String.valueOf(broadcastId));
    }

    private int countIn(long broadcastId, String state) {
        return jdbc.sql("SELECT count(*) FROM submission WHERE broadcast_id = :id AND state = :state::submission_state")
                .param("id", broadcastId)
                .param("state", state)
                .query(Integer.class)
                .single();
    }
}
