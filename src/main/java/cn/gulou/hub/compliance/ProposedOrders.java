package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The rows of table {@code proposal}. */
@Component
class ProposedOrders {
    private final Ledger ledger;

    ProposedOrders(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A proposal, locked; changed: its content is not the one its hash was made of. */
    record Locked(
            String action,
            String subject,
            String content,
            String contentHash,
            String reason,
            String proposedBy,
            boolean decided,
            boolean lapsed,
            boolean changed,
            boolean samePerson) {}

    /** Empty when the same order waits already. */
    Optional<Long> insert(
            String action, String subject, Object content, String reason, String account, Duration validity) {
        return ledger.sql("insert-proposal")
                .param("action", action)
                .param("subject", subject)
                .param("content", ledger.toJson(content))
                .param("reason", reason)
                .param("account", account)
                .param("now", ledger.now())
                .param("validUntil", ledger.now().plus(validity))
                .query(Long.class)
                .optional();
    }

    /** @throws Refusal 404 when there is none */
    Locked lock(long proposalId, String account) {
        return ledger.sql("lock-proposal")
                .param("proposalId", proposalId)
                .param("account", account)
                .param("now", ledger.now())
                .query(Locked.class)
                .optional()
                .orElseThrow(() -> new Refusal(404, "proposal-unknown", "没有这个待确认的命令。", "There is no such proposal."));
    }

    void close(long proposalId, String decision, String reason, String account) {
        ledger.sql("decide-proposal")
                .param("proposalId", proposalId)
                .param("decision", decision)
                .param("reason", reason)
                .param("account", account)
                .param("now", ledger.now())
                .update();
    }

    /** What nobody has confirmed in time counts no more. */
    void lapse() {
        ledger.sql("lapse-proposals").param("now", ledger.now()).update();
    }

    ProposalView view(long proposalId) {
        return ledger.sql("find-proposal")
                .param("proposalId", proposalId)
                .query(this::read)
                .single();
    }

    List<ProposalView> list(boolean open) {
        return ledger.sql("list-proposals")
                .param("open", open)
                .param("now", ledger.now())
                .query(this::read)
                .list();
    }

    private ProposalView read(ResultSet row, int number) throws SQLException {
        return new ProposalView(
                row.getString("proposal_id"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("state"),
                ledger.fromJson(row.getString("shown"), JsonNode.class),
                row.getString("content_hash"),
                row.getString("reason"),
                row.getString("proposed_by"),
                Ledger.time(row, "proposed_at"),
                Ledger.time(row, "valid_until"),
                row.getString("decided_by"),
                Ledger.time(row, "decided_at"),
                row.getString("decision_reason"),
                null);
    }
}
