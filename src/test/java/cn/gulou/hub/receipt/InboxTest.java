package cn.gulou.hub.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jsmpp.extra.ProcessRequestException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;

class InboxTest {
    private static final ReceiptSettings SETTINGS = new ReceiptSettings(
            10, Duration.ofMillis(20), Duration.ZERO, Duration.ZERO, 0, Duration.ZERO, 1, Duration.ZERO, List.of("TD"));

    @Test
    void asksForTheReceiptAgain_whenNotEvenItsPortCanBeRead() {
        Inbox inbox = new Inbox(JdbcClient.create(new NoDatabase()), null, Clock.systemUTC(), SETTINGS);
        assertThatThrownBy(
                        () -> inbox.store(SampleReceipt.of("id:7 stat:DELIVRD").pdu()))
                .isInstanceOfSatisfying(ProcessRequestException.class, refused -> assertThat(refused.getErrorCode())
                        .isEqualTo(0x64));
    }

    private static final class NoDatabase extends AbstractDataSource {
        @Override
        public Connection getConnection() throws SQLTransientConnectionException {
            throw new SQLTransientConnectionException("the database is away");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLTransientConnectionException {
            return getConnection();
        }
    }
}
