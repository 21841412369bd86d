package cn.gulou.hub.audience;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How broadcasts are expanded and subscribers imported.
 *
 * @param subscriberInbox where CSV files of subscribers are put
 * @param chunkSize recipients a token stands for
 * @param firstSlice recipients of the first committed slice: small, so that sending begins at once
 * @param slice most recipients of a further slice, each as large as all before it
 * @param analyseAbove statistics are made anew after expanding more recipients than this
 */
@Validated
@ConfigurationProperties("hub.audience")
record AudienceSettings(
        @NotNull Path subscriberInbox,
        @Min(1) @Max(1_000) int chunkSize,
        @Min(1) @Max(100_000) int firstSlice,
        @Min(1) @Max(1_000_000) int slice,
        @Min(0) int analyseAbove) {}
