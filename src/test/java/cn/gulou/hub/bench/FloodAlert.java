package cn.gulou.hub.bench;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** One alert of the flood; of ten in a row six are good, one comes again, and three are not taken. */
record FloodAlert(String type, String body) {
    private static final String SENT = OffsetDateTime.now(ZoneId.of("Asia/Shanghai"))
            .truncatedTo(ChronoUnit.SECONDS)
            .toString();
    private static final String NATIONAL =
            """
            <?xml version="1.0" encoding="UTF-8"?><alert><identifier>11000041600000_20261123%02d%02d%02d</identifier><sender>北京市气象台</sender>\
            <senderCode>11000041600000</senderCode><sendTime>2026-11-23 15:05:00+08:00</sendTime><status>Actual</status>\
            <msgType>Alert</msgType><scope>Public</scope><code><method><methodName>SMS</methodName>\
            <message>市气象台发布大风蓝色预警信号</message><audienceGrp>WHOLE-NETWORK</audienceGrp></method></code>\
            <info><eventType>11B06</eventType><severity>Blue</severity></info></alert>""";

    static FloodAlert of(int number) {
        return switch (number % 10) {
            case 5 ->
                new FloodAlert(
                        "application/xml", NATIONAL.formatted(number / 3600 % 24, number / 60 % 60, number % 60));
            case 6 -> json("FLOOD-AGAIN", "Blue", "", "大风蓝色预警，请注意防范。");
            case 7 -> new FloodAlert("application/json", "{\"identifier\": \"FLOOD-" + number + "\",");
            case 8 -> json("FLOOD-" + number, "Blue", "\"kind\": \"targeted\",", "大风蓝色预警，请注意防范。");
            case 9 -> json("FLOOD-AGAIN", "Blue", "", "另一正文" + number + "，请注意防范。");
            default -> json("FLOOD-" + number, "Blue", "", "大风蓝色预警，请注意防范。");
        };
    }

    /** A red one of another source; it reaches nobody, for its group is not there. */
    static FloodAlert red() {
        return new FloodAlert(
                "application/json", body("FLOOD-RED", "Red", "", "大风红色预警，请注意防范。", "{\"groups\": [\"NOT-THERE\"]}"));
    }

    private static FloodAlert json(String identifier, String severity, String more, String text) {
        return new FloodAlert("application/json", body(identifier, severity, more, text, "{\"wholeNetwork\": true}"));
    }

    private static String body(String identifier, String severity, String more, String text, String audience) {
        return """
                {"identifier": "%s", "sender": "11000041600000", "sent": "%s", "status": "Actual", "msgType": "Alert",
                 "scope": "Public", "severity": "%s", "eventType": "11B06", %s "smsText": "市气象台发布%s", "audience": %s}"""
                .formatted(identifier, SENT, severity, more, text, audience);
    }
}
