package cn.gulou.hub.watch;

import cn.gulou.hub.alert.Refusal;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Checks both chains, row by row, against each other, against the claims and against the heads; names what is broken first. */
@Component("auditVerifier")
public class AuditVerifier {
    private static final Logger LOG = LoggerFactory.getLogger(AuditVerifier.class);
    private static final Pattern HEAD = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-f]{64})");

    private final Ledger ledger;

    AuditVerifier(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * The first row that is broken.
     *
     * @param chain audit, chunk (the digests), or claim
     * @param fault changed, replaced (not what the next row says it was), missing, cut-off (a head names it), not-its-head
     */
    public record Broken(String chain, long row, String fault) {}

    /**
     * What was found.
     *
     * @param broken null when both chains are sound
     */
    public record Finding(boolean sound, long auditRows, long digests, String head, Broken broken) {}

    private record Counts(long auditRows, long digests, String head) {}

    /**
     * Verifies everything there is.
     *
     * @param head {@code number:hash} as an earlier head says it in the log or on hub.status; null: only the heads that the
     *     ledger itself keeps
     */
    public Finding verify(String head) {
        Counts counts = ledger.sql("count-audit").query(Counts.class).single();
        Broken broken = firstBroken(head);
        return new Finding(broken == null, counts.auditRows(), counts.digests(), counts.head(), broken);
    }

    private Broken firstBroken(String head) {
        List<Broken> faults =
                ledger.sql("verify-audit").param("from", 0L).query(Broken.class).list();
        if (!faults.isEmpty() || head == null || head.isEmpty()) {
            return faults.isEmpty() ? null : faults.get(0);
        }
        Matcher given = HEAD.matcher(head);
        if (!given.matches()) {
            throw new Refusal(
                    400, "head-malformed", "head 应为 编号:哈希。", "head is number:hash, as the log and hub.status say it.");
        }
        long row = Long.parseLong(given.group(1));
        List<byte[]> hash = ledger.sql("find-audit-hash")
                .param("auditId", row)
                .query(byte[].class)
                .list();
        if (hash.isEmpty()) {
            return new Broken("audit", row, "cut-off");
        }
        boolean same = HexFormat.of().formatHex(hash.get(0)).equals(given.group(2));
        return same ? null : new Broken("audit", row, "not-its-head");
    }

    /** Verifies, and raises the alarm while something is broken. */
    public void watch() {
        Finding finding = verify(null);
        if (!finding.sound()) {
            LOG.error(
                    "The audit trail is broken: {} row {} {}",
                    finding.broken().chain(),
                    finding.broken().row(),
                    finding.broken().fault());
        }
        ledger.sql("tell-audit")
                .param("sound", finding.sound())
                .param("chain", finding.sound() ? "" : finding.broken().chain())
                .param("row", finding.sound() ? 0 : finding.broken().row())
                .param("fault", finding.sound() ? "" : finding.broken().fault())
                .param("now", ledger.now())
                .query()
                .listOfRows();
    }
}
