package cn.gulou.hub.report;

import java.util.List;
import java.util.Map;

/**
 * What became of a broadcast (C-30). Every segment is counted once:
 * segments = delivered + failed + suppressed + notSent + uncertain + open.
 *
 * @param mark 【演练】 when it is a drill, else empty
 * @param segments recipients × segments on the wire
 * @param billableSegments recipients × segments as the contract counts them (C-06)
 * @param submitted segments the carrier took, as far as is known
 * @param delivered what a receipt said, nothing else
 * @param failed rejected, undelivered, without a receipt, abandoned
 * @param suppressed opted out (C-09)
 * @param notSent cancelled, expired, stopped by the budget
 * @param uncertain may have gone, and nobody knows
 * @param open still waiting for the carrier or a receipt
 * @param startedAt first submit
 * @param endedAt last answer to a submit
 * @param receiptMillisP50 from submit to receipt, by the hub's own clock; p99 likewise
 */
public record BroadcastReport(
        String broadcastId,
        String alertId,
        String identifier,
        String kind,
        boolean drill,
        String mark,
        String state,
        String colour,
        String sourceAddress,
        Long recipients,
        long segments,
        Long billableSegments,
        long submitted,
        long delivered,
        long failed,
        long suppressed,
        long notSent,
        long uncertain,
        long open,
        Map<String, Long> failedByReason,
        Map<String, Long> suppressedByReason,
        Map<String, Long> notSentByReason,
        String startedAt,
        String endedAt,
        String completedAt,
        Double ratePerSecond,
        Long receiptMillisP50,
        Long receiptMillisP99,
        Map<String, Long> counts,
        Map<String, Long> recipientCounts,
        List<Segment> bySegment) {

    /** The counts of the first, second … segments of the text. */
    public record Segment(long segmentNo, Map<String, Long> counts) {}
}
