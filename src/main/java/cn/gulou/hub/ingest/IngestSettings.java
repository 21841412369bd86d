package cn.gulou.hub.ingest;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How alerts come in other than by HTTP, and how they are swept.
 *
 * @param inbox where files are put
 * @param keys with which sources sign what they send (C-01)
 * @param jmsSource the account that alerts by JMS belong to
 * @param fileSource the account that files belong to
 * @param inboxPeriod how often the inbox is looked into, in milliseconds
 * @param inboxStill how long a file must stand still to be whole, in milliseconds
 * @param sweepAfter how long an alert may stand stored but not queued
 * @param sweepPeriod how often such are looked for, in milliseconds
 * @param rate alerts a second that one source may put in by HTTP
 * @param burst so many at once after a quiet time
 * @param atOnce calls of one source that are worked on at one moment
 * @param waiting calls of one source that wait for their turn, at most
 * @param alarmFree with less free disk than this somebody is called
 * @param diskPeriod how often the disk is looked at
 */
@Validated
@ConfigurationProperties("hub.ingest")
record IngestSettings(
        @NotNull Path inbox,
        @DefaultValue List<@Valid Key> keys,
        @NotBlank String jmsSource,
        @NotBlank String fileSource,
        @Min(50) long inboxPeriod,
        @Min(50) long inboxStill,
        @NotNull Duration sweepAfter,
        @Min(100) long sweepPeriod,
        @Min(1) @Max(10_000) int rate,
        @Min(1) @Max(100_000) int burst,
        @Min(1) @Max(200) int atOnce,
        @Min(0) @Max(1_000) int waiting,
        @NotNull DataSize alarmFree,
        @NotNull Duration diskPeriod) {

    /**
     * The key of a source.
     *
     * @param source the account it sends by, or the name it gives itself in a message
     * @param keyFile where the key is; else it stands in {@code key}
     */
    record Key(@NotBlank String source, Path keyFile, String key) {
        @Override
        public String toString() {
            return "Key[" + source + "]";
        }
    }
}
