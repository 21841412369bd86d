package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.SubmissionState;
import java.time.Instant;

/**
 * What became of one segment at the carrier's door.
 *
 * @param state SUBMITTED, REJECTED, RETRY_WAIT, PENDING (surely not sent), or UNCERTAIN (it may have gone)
 * @param messageId the carrier's, canonical; null unless SUBMITTED
 * @param reason code of why; null when SUBMITTED
 * @param at when it was handed over, or when it may be tried again for RETRY_WAIT
 * @param givenUp null, or when that was handed over which was given up as UNCERTAIN before this answer came
 */
public record Outcome(
        Segment segment, SubmissionState state, String messageId, String reason, Instant at, Instant givenUp) {

    /** Its place in the allowance is free already. */
    boolean late() {
        return givenUp != null;
    }
}
