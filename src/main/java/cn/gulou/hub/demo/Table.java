package cn.gulou.hub.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/** The report as a table: what the hub counted beside what the simulator counted. */
final class Table {
    private static final int NAME = 38;
    private static final int NUMBER = 12;

    private final PrintStream out;

    Table(PrintStream out) {
        this.out = out;
    }

    void print(Sums sums) {
        JsonNode report = sums.report();
        row("效果报告 Report of broadcast " + report.path("broadcastId").asText(), "hub", "simulator");
        out.println("  " + "-".repeat(NAME + 2 * NUMBER));
        row("用户 recipients", report.path("recipients"), "");
        row("条 segments", report.path("segments"), "");
        row("已提交 submitted", report.path("submitted"), String.valueOf(sums.accepted()));
        row("已送达 delivered", report.path("delivered"), String.valueOf(sums.delivered()));
        row("失败 failed", report.path("failed"), String.valueOf(sums.failed()));
        reasons(report.path("failedByReason"));
        row("抑制 suppressed (退订 opt-out)", report.path("suppressed"), "");
        reasons(report.path("suppressedByReason"));
        row("未发 not sent", report.path("notSent"), "");
        reasons(report.path("notSentByReason"));
        row("待定 uncertain", report.path("uncertain"), "");
        pace(sums, report);
    }

    private void pace(Sums sums, JsonNode report) {
        row("重复 sent twice", "", sums.simulator().path("doubled").asText());
        row("速率 segments per second", report.path("ratePerSecond"), "");
        String most = sums.simulator().path("mostInAnySecond").asText();
        row("任一秒最多 most in any second", "", most);
        row("回执用时 receipt p50, ms", report.path("receiptMillisP50"), "");
        row("回执用时 receipt p99, ms", report.path("receiptMillisP99"), "");
        times(report);
    }

    private void times(JsonNode report) {
        wide("开始 start", report.path("startedAt"));
        wide("结束 end of sending", report.path("endedAt"));
        wide("完成 last receipt", report.path("completedAt"));
    }

    private void reasons(JsonNode reasons) {
        reasons.fields().forEachRemaining(reason -> row("    " + reason.getKey(), reason.getValue(), ""));
    }

    private void row(String name, JsonNode hub, String simulator) {
        row(name, hub.asText("-").replace("null", "-"), simulator);
    }

    private void row(String name, String hub, String simulator) {
        out.println(("  " + padded(name, NAME) + before(hub) + before(simulator)).stripTrailing());
    }

    private void wide(String name, JsonNode time) {
        out.println("  " + padded(name, NAME) + "  " + time.asText("-"));
    }

    private static String before(String value) {
        return " ".repeat(Math.max(0, NUMBER - value.length())) + value;
    }

    /** Fills up to a width on the screen, where a Chinese character takes two places. */
    static String padded(String text, int width) {
        int taken = text.chars().map(c -> c >= 0x2E80 ? 2 : 1).sum();
        return text + " ".repeat(Math.max(0, width - taken));
    }
}
