package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.privacy.Sealing;
import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A town of two districts, two of whose people declined, and the previews of alerts to it. */
final class PreviewedTown {
    static final String PREVIEW = "/api/broadcasts/preview";

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final Town town;
    private final Face face;

    PreviewedTown(JdbcClient jdbc, Sealing sealing, Town town, Face face) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.town = town;
        this.face = face;
    }

    /** Its people move in, and two of them decline. */
    void settle() {
        town.people(1_000);
        jdbc.sql(
                        "UPDATE subscriber SET district = CASE WHEN subscriber_id % 2 = 0 THEN '110101' ELSE '110105' END, visitor = subscriber_id <= 10")
                .update();
        optOut("8613800000003");
        optOut("8613800000004");
    }

    static String alert(String severity, String audience, String more) {
        return """
                {"identifier": "PREVIEW-1", "sender": "11000041600000", "sent": "2026-11-30T15:05:00+08:00", "status": "Actual",
                 "msgType": "Alert", "scope": "Public", "severity": "%s", "eventType": "11B06", %s "expires": "2099-01-01T00:00:00+08:00",
                 "smsText": "市气象台15时发布大风蓝色预警信号：预计房山区有6级阵风，请注意防范。", "audience": {%s}}"""
                .formatted(severity, more, audience);
    }

    /** By an operator who has the sending rights of a source. */
    Face.Answer asTheRegistersKeeper(String body) {
        jdbc.sql("UPDATE account SET department = 'drafter' WHERE account = 'operator'")
                .update();
        try {
            return face.post("operator", PREVIEW, body);
        } finally {
            jdbc.sql("UPDATE account SET department = 'operator' WHERE account = 'operator'")
                    .update();
        }
    }

    static JsonNode broadcast(Face.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json().path("broadcasts").path(0);
    }

    long number(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }

    private void optOut(String number) {
        jdbc.sql("INSERT INTO opt_out VALUES (:index, now(), 'asked', 'test')")
                .param("index", sealing.index(number))
                .update();
    }
}
