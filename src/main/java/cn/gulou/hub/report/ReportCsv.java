package cn.gulou.hub.report;

import java.util.Map;

/** A report as lines of section, item and value: RFC 4180, and no cell that a spreadsheet would run as a formula. */
final class ReportCsv {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final StringBuilder text = new StringBuilder(BYTE_ORDER_MARK);

    private final String mark;

    /** @param mark in front of every line's section, so that no line of a drill can be taken for more */
    private ReportCsv(String mark) {
        this.mark = mark;
    }

    static String of(BroadcastReport report) {
        ReportCsv csv = new ReportCsv(report.mark());
        csv.line("部分 section", "项目 item", "值 value");
        csv.summary(report);
        csv.times(report);
        csv.section("失败原因 failed by reason", report.failedByReason());
        csv.section("抑制原因 suppressed by reason", report.suppressedByReason());
        csv.section("未发原因 not sent by reason", report.notSentByReason());
        csv.section("条按状态 segments by state", report.counts());
        csv.section("用户按状态 recipients by state", report.recipientCounts());
        report.bySegment()
                .forEach(segment ->
                        csv.section("第" + segment.segmentNo() + "条 segment " + segment.segmentNo(), segment.counts()));
        return csv.text.toString();
    }

    private void summary(BroadcastReport report) {
        String section = "概况 summary";
        line(section, "发布任务 broadcast", report.broadcastId());
        line(section, "预警标识 identifier", report.identifier());
        line(section, "种类 kind", report.kind());
        line(section, "状态 state", report.state());
        line(section, "颜色 colour", report.colour());
        line(section, "发出号码 source address", report.sourceAddress());
        line(section, "用户 recipients", report.recipients());
        line(section, "条 segments", report.segments());
        line(section, "计费条 billable segments", report.billableSegments());
        line(section, "已提交 submitted", report.submitted());
        line(section, "已送达 delivered", report.delivered());
        line(section, "失败 failed", report.failed());
        line(section, "抑制 suppressed", report.suppressed());
        line(section, "未发 not sent", report.notSent());
        line(section, "待定 uncertain", report.uncertain());
        line(section, "未完 open", report.open());
    }

    private void times(BroadcastReport report) {
        String section = "时间 times";
        line(section, "开始 start", report.startedAt());
        line(section, "结束 end", report.endedAt());
        line(section, "完成 completed", report.completedAt());
        line(section, "速率 条/秒 segments per second", report.ratePerSecond());
        line(section, "回执用时 毫秒 receipt millis p50", report.receiptMillisP50());
        line(section, "回执用时 毫秒 receipt millis p99", report.receiptMillisP99());
    }

    private void section(String name, Map<String, Long> counts) {
        counts.forEach((item, count) -> line(name, item, count));
    }

    private void line(String section, String item, Object value) {
        text.append(cell(mark + section))
                .append(',')
                .append(cell(item))
                .append(',')
                .append(cell(value == null ? "" : value.toString()))
                .append("\r\n");
    }

    /** One cell: quoted where it must be, and an apostrophe before what would start a formula. */
    static String cell(String value) {
        String harmless = !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean quoted = harmless.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
