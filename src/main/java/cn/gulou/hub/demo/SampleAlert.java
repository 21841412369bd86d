package cn.gulou.hub.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** An Actual alert of the national profile, for now: demo/alert.xml with its blanks filled. */
record SampleAlert(String identifier, String xml) {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final String SENDER_CODE = "11000041600000";

    static SampleAlert at(ZonedDateTime moment) throws IOException {
        ZonedDateTime now = moment.withZoneSameInstant(BEIJING);
        String identifier = SENDER_CODE + "_" + format(now, "yyyyMMddHHmmss");
        Map<String, String> blanks = Map.of(
                "identifier",
                identifier,
                "senderCode",
                SENDER_CODE,
                "sendTime",
                format(now, "yyyy-MM-dd HH:mm:ss") + "+08:00",
                "issued",
                format(now, "M月d日HH时mm分"),
                "day",
                format(now, "d日"),
                "nextDay",
                format(now.plusDays(1), "d日"));
        String xml = template();
        for (Map.Entry<String, String> blank : blanks.entrySet()) {
            xml = xml.replace("${" + blank.getKey() + "}", blank.getValue());
        }
        return new SampleAlert(identifier, xml);
    }

    private static String template() throws IOException {
        try (InputStream in = SampleAlert.class.getResourceAsStream("/demo/alert.xml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String format(ZonedDateTime time, String pattern) {
        return time.format(DateTimeFormatter.ofPattern(pattern));
    }
}
