package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.MessageType;
import cn.gulou.hub.alert.Reach;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How updates and cancels live.
 *
 * @param updateTo whom an Update goes to when it does not say: all it names, or those told before
 * @param cancelTo whom a Cancel goes to when it does not say: those told before, or nobody
 * @param reaches exceptions to both; the first that fits counts
 * @param referenceWait how long an Update or a Cancel waits for what it refers to before a person is asked
 * @param urgentReferenceWait the same for red and orange
 */
@Validated
@ConfigurationProperties("hub.compliance.life")
record LifeSettings(
        @NotNull Reach updateTo,
        @NotNull Reach cancelTo,
        @DefaultValue List<@Valid Exception> reaches,
        @NotNull Duration referenceWait,
        @NotNull Duration urgentReferenceWait) {

    /**
     * An exception for a source, or a kind, or both.
     *
     * @param source null: every source
     * @param kind null: every kind
     */
    record Exception(String source, Kind kind, Reach updateTo, Reach cancelTo) {
        @AssertTrue(message = "in hub.compliance.life.reaches update-to is told or all, cancel-to told or nobody")
        boolean isPossible() {
            return updateTo != Reach.NOBODY && cancelTo != Reach.ALL;
        }

        private boolean fits(String name, Kind of) {
            return (source == null || source.equals(name)) && (kind == null || kind == of);
        }
    }

    @AssertTrue(message = "hub.compliance.life.update-to is told or all, cancel-to told or nobody")
    boolean isPossible() {
        return updateTo != Reach.NOBODY && cancelTo != Reach.ALL;
    }

    /** Whom an Update or a Cancel goes to: as it says itself, else as the settings say for its source and kind. */
    Reach reach(Alert alert, String source, Kind kind) {
        if (alert.reach() != null) {
            return alert.reach();
        }
        boolean cancel = alert.messageType() == MessageType.CANCEL;
        return reaches.stream()
                .filter(exception -> exception.fits(source, kind))
                .map(exception -> cancel ? exception.cancelTo() : exception.updateTo())
                .filter(reach -> reach != null)
                .findFirst()
                .orElse(cancel ? cancelTo : updateTo);
    }
}
