package cn.gulou.hub.report;

import cn.gulou.hub.alert.SubmissionState;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Puts the counts of a broadcast together as its report, and writes it as CSV. */
@Component("reports")
public class Reports {

    /**
     * The report of a broadcast.
     *
     * @param receiptTimes one row of p50 and p99, in milliseconds; both null before the first receipt
     */
    public BroadcastReport report(
            Map<String, Object> columns,
            List<Map<String, Object>> submissionRows,
            List<Map<String, Object>> recipientRows,
            List<Map<String, Object>> reasonRows,
            Map<String, Object> receiptTimes) {
        Row broadcast = new Row(columns);
        Counts segments = Counts.of(submissionRows, "segments");
        Counts recipients = Counts.of(recipientRows, "recipients");
        Row times = new Row(receiptTimes);
        return new BroadcastReport(
                broadcast.text("broadcast_id"),
                broadcast.text("alert_id"),
                broadcast.text("identifier"),
                broadcast.text("kind"),
                "drill".equals(broadcast.text("kind")),
                DrillMark.of("drill".equals(broadcast.text("kind"))),
                broadcast.name("state"),
                broadcast.text("colour"),
                broadcast.text("source_address"),
                broadcast.raw("expanded_at") == null ? recipients.total() : broadcast.number("recipients"),
                segments.total(),
                billable(broadcast, recipients.total()),
                segments.sum(Counts.SUBMITTED),
                segments.of(SubmissionState.DELIVERED),
                segments.sum(Counts.FAILED),
                segments.of(SubmissionState.SUPPRESSED),
                segments.sum(Counts.NOT_SENT),
                segments.of(SubmissionState.UNCERTAIN),
                segments.sum(Counts.OPEN),
                reasons(reasonRows, Counts.FAILED),
                reasons(reasonRows, Set.of(SubmissionState.SUPPRESSED)),
                reasons(reasonRows, Counts.NOT_SENT),
                broadcast.time("started_at"),
                broadcast.time("ended_at"),
                broadcast.time("completed_at"),
                new Pace(broadcast.instant("started_at"), broadcast.instant("ended_at"), segments.answered())
                        .perSecond(),
                times.number("p50"),
                times.number("p99"),
                segments.named(),
                recipients.named(),
                bySegment(submissionRows));
    }

    /** The report as a CSV file (RFC 4180, UTF-8 with a byte order mark so that spreadsheets read Chinese). */
    public byte[] csv(BroadcastReport report) {
        return ReportCsv.of(report).getBytes(StandardCharsets.UTF_8);
    }

    private static Long billable(Row broadcast, long recipients) {
        Long each = broadcast.number("billable_segments");
        return each == null ? null : each * recipients;
    }

    private static Map<String, Long> reasons(List<Map<String, Object>> rows, Set<SubmissionState> states) {
        Map<String, Long> reasons = new LinkedHashMap<>();
        rows.stream()
                .map(Row::new)
                .filter(row -> states.contains(SubmissionState.valueOf(row.text("state"))))
                .forEach(row -> reasons.merge(row.text("reason"), row.number("segments"), Long::sum));
        return reasons;
    }

    private static List<BroadcastReport.Segment> bySegment(List<Map<String, Object>> rows) {
        Map<Long, List<Map<String, Object>>> bySegment = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> new Row(row).number("segment_no"), TreeMap::new, Collectors.toList()));
        return bySegment.entrySet().stream()
                .map(entry -> new BroadcastReport.Segment(
                        entry.getKey(), Counts.of(entry.getValue(), "segments").named()))
                .toList();
    }
}
