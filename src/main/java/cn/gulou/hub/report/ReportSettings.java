package cn.gulou.hub.report;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How often the hub counts, and how long it waits for a receipt.
 *
 * @param statusPeriod between two looks for words to the upstream system
 * @param completionPeriod between two looks for broadcasts that are through
 * @param lateReceiptPeriod between two looks for receipts that will not come any more
 * @param receiptPatience after which a submitted segment without a receipt is NO_RECEIPT
 */
@Validated
@ConfigurationProperties("hub.report")
record ReportSettings(
        @NotNull Duration statusPeriod,
        @NotNull Duration completionPeriod,
        @NotNull Duration lateReceiptPeriod,
        @NotNull Duration receiptPatience) {}
