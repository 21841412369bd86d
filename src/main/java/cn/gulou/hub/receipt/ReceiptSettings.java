package cn.gulou.hub.receipt;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.validation.annotation.Validated;

/**
 * How receipts are stored and counted.
 *
 * @param batch receipts merged in one statement at most
 * @param storeTimeout how long storing may take before the carrier is asked to send it again
 * @param mergePeriod how often new receipts are merged into the ledger
 * @param grace how long a receipt may come before the answer that names its id; after that it is listed unmatched
 * @param leastMatchRate part of the receipts, 0 to 1, that must match something sent; below there is an alarm
 * @param matchRateWindow over how long that is counted
 * @param matchRateReceipts fewer receipts than this in a window say nothing
 * @param matchRatePeriod how often it is counted
 * @param optOutWords replies that mean "never again", compared without spaces and letter case
 */
@Validated
@ConfigurationProperties("hub.receipt")
record ReceiptSettings(
        @Min(1) @Max(50_000) int batch,
        @NotNull Duration storeTimeout,
        @NotNull Duration mergePeriod,
        @NotNull Duration grace,
        @DecimalMin("0") @DecimalMax("1") double leastMatchRate,
        @NotNull Duration matchRateWindow,
        @Min(1) int matchRateReceipts,
        @NotNull Duration matchRatePeriod,
        @NotEmpty List<String> optOutWords) {

    /** What stores deliveries: gives up in time, so that the carrier hears "try again" while the database stands still. */
    JdbcClient patient(DataSource database) {
        int millis = (int) storeTimeout.toMillis();
        return JdbcClient.create(new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                connection.setNetworkTimeout(Runnable::run, millis);
                return connection;
            }
        });
    }
}
