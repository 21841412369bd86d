package cn.gulou.hub.watch;

import cn.gulou.hub.alert.Times;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Once a day, Beijing's, where both chains stand: to the log and to hub.status, out of reach of whoever holds the database.
 * Who cuts off the end of a chain, or writes all of it anew, cannot make it fit a head that is elsewhere.
 */
@Component("auditHeads")
public class AuditHeads {
    private static final Logger LOG = LoggerFactory.getLogger(AuditHeads.class);

    private final Ledger ledger;

    AuditHeads(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A head as hub.status carries it; both hashes in hex. */
    public record Head(String day, long auditId, String auditHash, long digestId, String digestHash, String at) {
        @JsonProperty
        public String entity() {
            return "audit-head";
        }
    }

    /** Today's head, when it is not made yet; else null. */
    @Transactional
    public Head make() {
        OffsetDateTime now = ledger.now();
        Optional<Head> made = ledger.sql("insert-head")
                .param("day", now.atZoneSameInstant(Times.BEIJING).toLocalDate())
                .param("now", now)
                .query((row, number) -> new Head(
                        row.getString("day"),
                        row.getLong("audit_id"),
                        HexFormat.of().formatHex(row.getBytes("audit_hash")),
                        row.getLong("digest_id"),
                        HexFormat.of().formatHex(row.getBytes("digest_hash")),
                        AlarmViews.beijing(now)))
                .optional();
        made.ifPresent(head -> LOG.info(
                "Audit head of {}: {}:{} chunks {}:{}",
                head.day(),
                head.auditId(),
                head.auditHash(),
                head.digestId(),
                head.digestHash()));
        return made.orElse(null);
    }
}
