package cn.gulou.hub.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.SubmissionState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnswerQueueTest {
    private static final Instant HANDED_OVER = Instant.parse("2026-11-23T04:00:00Z");

    private final AnswerQueue queue = new AnswerQueue();

    /** One statement stores a batch, and moves each segment once. */
    @Test
    void storesALateAnswerAfterWhatItIsLateFor_neverWithIt() {
        Outcome givenUp = outcome(segment(1), SubmissionState.UNCERTAIN, null);
        Outcome late = outcome(givenUp.segment(), SubmissionState.REJECTED, HANDED_OVER);
        Outcome other = outcome(segment(2), SubmissionState.SUBMITTED, HANDED_OVER);
        queue.add(givenUp);
        queue.add(other);
        queue.add(late);
        assertThat(queue.next(10)).containsExactly(givenUp, other);
        assertThat(queue.next(10)).as("until it is stored").containsExactly(givenUp, other);
        queue.stored();
        assertThat(queue.next(10)).containsExactly(late);
    }

    private static Outcome outcome(Segment segment, SubmissionState state, Instant givenUp) {
        return new Outcome(segment, state, null, null, HANDED_OVER, givenUp);
    }

    private static Segment segment(int recipientNo) {
        ClaimKey claim = new ClaimKey(1, 1, 1, "test");
        return new Segment(
                claim, recipientNo, (short) 1, 1, "8613800000001", "短", 1, (byte) 0, HANDED_OVER, Duty.PUBLIC);
    }
}
