package cn.gulou.hub.bench;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The alerts that are sent, as JSON. Each has an identity of its own. */
final class Alerts {
    static final long FIRST_NUMBER = 8_613_800_000_000L;
    /** The group that a targeted alert goes to. */
    static final String GROUP = "BENCH";

    private static final String ONE_SEGMENT = "市气象台发布大风黄色预警信号，预计今天下午有4级左右偏北风，请注意防范。";
    private static final String USUAL =
            "市气象台23日15时发布大风黄色预警信号：预计今天傍晚至明天上午，我市大部分地区有5级左右偏北风，阵风8级左右，山区阵风可达9级，请远离广告牌、临时搭建物和大树，注意防范。";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Alerts() {}

    static String of(Workload workload) {
        boolean targeted = targeted(workload);
        return """
                {"identifier": "BENCH-%d-%d", "sender": "11000041600000", "sent": "%s", "status": "Actual",
                 "msgType": "Alert", "scope": "Public", "severity": "%s", "eventType": "11B06", "headline": "大风预警",
                 "approvalReference": "BENCH", "kind": "%s", "smsText": "%s", "audience": %s}"""
                .formatted(
                        System.currentTimeMillis(),
                        NUMBER.incrementAndGet(),
                        OffsetDateTime.now(ZoneId.of("Asia/Shanghai")).truncatedTo(ChronoUnit.SECONDS),
                        workload.text("severity", "Yellow"),
                        targeted ? "targeted" : "whole-network",
                        text(workload),
                        targeted ? "{\"groups\": [\"" + GROUP + "\"]}" : "{\"wholeNetwork\": true}");
    }

    static boolean targeted(Workload workload) {
        return workload.text("kind", "whole-network").equals("targeted");
    }

    /** {@code one-segment}, {@code usual} (two segments), or the words themselves. */
    static String text(Workload workload) {
        String text = workload.text("text");
        return switch (text) {
            case "one-segment" -> ONE_SEGMENT;
            case "usual" -> USUAL;
            default -> text;
        };
    }
}
