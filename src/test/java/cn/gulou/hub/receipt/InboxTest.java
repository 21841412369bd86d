package cn.gulou.hub.receipt;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.gulou.hub.alert.InboundPdu;
import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.AbstractDataSource;

class InboxTest {
    private static final ReceiptSettings SETTINGS = new ReceiptSettings(
            10, Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO, 0, Duration.ZERO, 1, Duration.ZERO, List.of("TD"));

    @Test
    void saysThatNothingIsStored_whenNotEvenItsPortCanBeRead() {
        Inbox inbox = new Inbox(new NoDatabase(), null, Clock.systemUTC(), SETTINGS);
        List<InboundPdu> receipts =
                List.of(SampleReceipt.of("id:7 stat:DELIVRD").pdu());
        assertThatThrownBy(() -> inbox.store(receipts)).isInstanceOf(DataAccessResourceFailureException.class);
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
