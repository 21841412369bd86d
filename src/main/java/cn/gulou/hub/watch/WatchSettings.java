package cn.gulou.hub.watch;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How alarms reach people, and how the audit trail is kept.
 *
 * @param dutyGroup the group that is told of alarms by SMS; empty: nobody is
 * @param signature what a notice is signed with
 * @param lookPeriod how often the causes of alarms are looked at
 * @param parkedPeriod how often parked messages are counted
 * @param wordPeriod how often word of alarms goes to hub.status
 * @param noticeInterval notices are at least so far apart; what is raised meanwhile stands in the next one
 * @param noticeValidity a notice that could not be sent for so long is not sent any more
 * @param escalateAgain an alarm whose clock ran out is told again after every so long
 * @param digestPeriod how often claims are digested
 * @param digestBatch claims digested at once, at most
 * @param answersSettle a claim's outcome is digested so long after it was made
 * @param headPeriod how often it is looked whether the day has its head
 * @param verifyPeriod how often the chains are verified
 */
@Validated
@ConfigurationProperties("hub.watch")
record WatchSettings(
        @NotNull String dutyGroup,
        @NotNull String signature,
        @NotNull Duration lookPeriod,
        @NotNull Duration parkedPeriod,
        @NotNull Duration wordPeriod,
        @NotNull Duration noticeInterval,
        @NotNull Duration noticeValidity,
        @NotNull Duration escalateAgain,
        @NotNull Duration digestPeriod,
        @Min(1) @Max(100_000) int digestBatch,
        @NotNull Duration answersSettle,
        @NotNull Duration headPeriod,
        @NotNull Duration verifyPeriod) {}
