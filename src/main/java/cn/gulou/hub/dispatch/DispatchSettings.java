package cn.gulou.hub.dispatch;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How broadcasts are sent.
 *
 * @param ports every port there is
 * @param dispatch what holds for all of them
 */
@Validated
@ConfigurationProperties("hub")
record DispatchSettings(@NotNull @Valid List<PortSettings> ports, @NotNull @Valid Common dispatch) {

    /**
     * @param consumers tokens a port works on side by side
     * @param pace part of a port's rate at which segments are spaced
     * @param peak part of a port's rate that may be written within any second: the rest is room for what the line
     *     does to the spacing
     * @param queuedChunks tokens of one broadcast in its queue at most; few, so that pause and priority act at once
     * @param queuePeriod how often waiting chunks are looked for
     * @param answerPeriod how often answers are stored
     * @param answerBatch answers stored in one statement at most
     * @param deliveriesWaiting deliver_sm that wait to be stored at most; what comes beyond is refused
     * @param deliveryBatch deliver_sm stored in one transaction at most
     * @param watchPeriod how often ports are looked at: what is not bound, what makes no progress
     * @param alarmAfter a port without a session for so long calls somebody
     * @param retryDelays waits before a temporarily refused segment is tried again; after the last it is rejected
     * @param alikeRefusals so many permanent refusals alike pause the broadcast; of a number, so many in a row
     * @param uncertainPeriod how often the approved policies for uncertain segments are carried out
     * @param waitReceipt how long WAIT_RECEIPT waits for a receipt before it resends
     * @param policyResends so often a policy resends a segment; after that a person decides
     * @param proposalValidity how long an order to resend waits for a second person's
     * @param throttlePause how long a port stands still when the carrier says it is too fast
     * @param bindTimeout how long a bind may take
     * @param deadAfter a session that gives no sign of life for so long is cut off and bound anew
     * @param outageAfter a port that has been out for so long is announced (C-17)
     * @param guaranteeOutageAfter the same, and alarmAfter, in a special-guarantee period (C-16)
     * @param longestPdu octets of a PDU; what claims more ends the session
     * @param trustStore whose certificates ports over TLS believe: a PKCS12 or JKS file; empty: what this Java believes
     * @param drainTimeout how long a stop waits for what is claimed to be answered
     */
    record Common(
            @Min(1) @Max(64) int consumers,
            @DecimalMin("0.5") @DecimalMax("1.0") double pace,
            @DecimalMin("0.5") @DecimalMax("1.0") double peak,
            @Min(1) @Max(10_000) int queuedChunks,
            @NotNull Duration queuePeriod,
            @NotNull Duration answerPeriod,
            @Min(1) @Max(50_000) int answerBatch,
            @Min(1_000) @Max(10_000_000) int deliveriesWaiting,
            @Min(1) @Max(50_000) int deliveryBatch,
            @NotNull Duration watchPeriod,
            @NotNull Duration alarmAfter,
            @NotNull List<Duration> retryDelays,
            @Min(1) int alikeRefusals,
            @NotNull Duration uncertainPeriod,
            @NotNull Duration waitReceipt,
            @Min(0) @Max(100) int policyResends,
            @NotNull Duration proposalValidity,
            @NotNull Duration throttlePause,
            @NotNull Duration bindTimeout,
            @NotNull Duration deadAfter,
            @NotNull Duration outageAfter,
            @NotNull Duration guaranteeOutageAfter,
            @Min(1_000) @Max(16_000_000) int longestPdu,
            @NotNull String trustStore,
            @NotNull String trustStorePassword,
            @NotNull Duration drainTimeout) {}
}
