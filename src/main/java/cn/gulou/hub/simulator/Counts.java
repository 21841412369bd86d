package cn.gulou.hub.simulator;

import java.time.Instant;
import java.util.Map;

/**
 * What the SMSC saw and said since the start or the last reset. Holds no phone number.
 *
 * @param sessions sessions bound now
 * @param bindsRefused binds answered with an error
 * @param malformed PDUs that could not be read; each was answered with generic_nack and its link closed
 * @param strayAnswers answers to a receipt that nobody waited for: too late, twice, or unknown
 * @param receiptsWaiting receipts and replies due now, for want of a window or a link
 * @param receiptsUnanswered receipts and replies sent and not yet answered
 * @param timersWaiting answers, receipts and retries that fall due later
 * @param submitsHeld submits whose answers the hold fault keeps back
 */
public record Counts(
        Numbers total,
        Map<String, Numbers> bySourceAddress,
        Map<String, Numbers> bySystemId,
        int sessions,
        long bindsRefused,
        long malformed,
        long strayAnswers,
        int receiptsWaiting,
        int receiptsUnanswered,
        int timersWaiting,
        int submitsHeld) {

    /**
     * A submit_multi counts once for each of its destinations, everywhere but in {@code multis}.
     *
     * @param submits all that arrived = accepted + throttled + rejected + swallowed
     * @param multis PDUs of submit_multi whose destinations are among the submits
     * @param rejected refused, by command_status, without the throttled ones
     * @param swallowed arrived while silent: never answered, never delivered
     * @param distinct different pairs of number and payload among the accepted
     * @param doubled accepted - distinct: the same payload to the same number once more; the reference that ties the
     *     segments of a text together does not tell two payloads apart, the segment number does
     * @param outcomes accepted messages by what was decided for them, whether or not a receipt was asked for
     * @param receiptsSent deliver_sm with a receipt put on a link, every attempt
     * @param receiptsAnsweredOk those answered with status 0
     * @param receiptsAnsweredOtherwise the others, by command_status
     * @param receiptsTaken those answered with status 0, by stat
     * @param repliesSent texts from handsets put on a link, every attempt
     * @param repliesAnsweredOk those answered with status 0
     * @param mostInAnySecond the most submits to arrive in any sliding second
     * @param meanPerSecond between the first and the last submit; 0 with fewer than two
     */
    public record Numbers(
            long binds,
            long submits,
            long multis,
            long accepted,
            long throttled,
            Map<String, Long> rejected,
            long swallowed,
            long distinct,
            long doubled,
            Map<String, Long> outcomes,
            long receiptsSent,
            long receiptsAnsweredOk,
            Map<String, Long> receiptsAnsweredOtherwise,
            Map<String, Long> receiptsTaken,
            long repliesSent,
            long repliesAnsweredOk,
            int mostInAnySecond,
            Instant firstSubmit,
            Instant lastSubmit,
            double meanPerSecond) {}
}
