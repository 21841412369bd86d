package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Kind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The sending rules' settings.
 *
 * @param signature the centre's bound SMS signature with its brackets (C-05)
 * @param signatureConsent reference of the written consent of the signature's owner (C-05); empty: none on record
 * @param sourceAddresses short code of each kind
 * @param noticeAddress short code of notices (S5)
 * @param nightRedOrange what becomes of red and orange at night: {@code defer}, or the reference of a grant (C-11)
 * @param resendAfter how long a broadcast may be approved and not begun before its message counts as lost
 * @param firstPasswordValidity how long the first password of a new account lets in
 * @param twoApproversAbove recipients above which what a machine has submitted needs two approvers
 * @param bothParties whether nothing goes out before both parties have confirmed it (C-03a)
 * @param realNameOnly whether only accounts with a person on record decide (C-43)
 * @param optOutOverride the emergency in which opt-outs do not hold (C-09)
 * @param proposalValidity how long an order that needs two people waits for the second
 * @param rescanPeriod how far back a prohibited term that is added is looked for (C-08)
 */
@Validated
@ConfigurationProperties("hub.compliance")
record ComplianceSettings(
        @NotNull @Pattern(regexp = "【[^【】]+】") String signature,
        @DefaultValue("") String signatureConsent,
        @NotNull @Valid Segments segments,
        @NotNull @Valid Window window,
        @NotNull Map<Kind, @Pattern(regexp = "[0-9]{3,21}") String> sourceAddresses,
        @NotNull @Pattern(regexp = "[0-9]{3,21}") String noticeAddress,
        @DefaultValue("") String nightRedOrange,
        @NotNull Duration permitWatchPeriod,
        @NotNull Duration quotaWatchPeriod,
        @NotNull Duration finishWatchPeriod,
        @NotNull Duration resendAfter,
        @NotNull Duration rescanPeriod,
        @NotNull Duration breachWatchPeriod,
        @NotNull Duration proposalValidity,
        @NotNull Duration firstPasswordValidity,
        @Min(1) int twoApproversAbove,
        boolean bothParties,
        boolean realNameOnly,
        @NotNull OptOutOverride optOutOverride,
        @DefaultValue List<@Valid Source> sources,
        @DefaultValue List<@Valid StandingGrant> grants) {

    /** The source of this name, as the settings describe it. */
    Source source(String name) {
        return sources.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseGet(() -> Source.unlisted(name));
    }

    /**
     * The send window (C-11), Beijing time.
     *
     * @param opens first moment in it
     * @param closes first moment after it; before opens: across midnight
     */
    record Window(@NotNull LocalTime opens, @NotNull LocalTime closes) {
        /** A window that opens as it closes is the whole day: only who says so plainly gets it. */
        @AssertTrue(message = "hub.compliance.window opens as it closes; the whole day is 00:00 to 00:00")
        boolean isPlain() {
            return opens == null || !opens.equals(closes) || opens.equals(LocalTime.MIDNIGHT);
        }
    }

    /**
     * A 24-hour grant given with the settings.
     *
     * @param kind null: all
     * @param always without end; else from and until are needed
     */
    record StandingGrant(
            @NotBlank String reference, Kind kind, OffsetDateTime from, OffsetDateTime until, boolean always) {
        @AssertTrue(message = "a grant in hub.compliance.grants needs always: true, or from before until")
        boolean isPeriod() {
            return always || from != null && until != null && from.isBefore(until);
        }
    }
}
