package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Refusal;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.PostConstruct;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 24-hour grants: they lift the send window for a period (C-11). */
@Component("grants")
public class Grants {
    private static final OffsetDateTime EVER = OffsetDateTime.parse("1970-01-01T00:00:00Z");
    private static final OffsetDateTime FOREVER = OffsetDateTime.parse("9999-12-31T00:00:00Z");

    private final Ledger ledger;
    private final Requests requests;
    private final ComplianceSettings settings;
    private final TwoPeople twoPeople;

    Grants(Ledger ledger, Requests requests, ComplianceSettings settings, TwoPeople twoPeople) {
        this.ledger = ledger;
        this.requests = requests;
        this.settings = settings;
        this.twoPeople = twoPeople;
    }

    /** A grant that a person applies for; kind, broadcast, event type and colour narrow it, null is any. */
    record Wanted(
            Kind kind,
            Long broadcastId,
            String eventType,
            String colour,
            OffsetDateTime validFrom,
            OffsetDateTime validUntil,
            String reference) {}

    /** A grant as it stands. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Grant(
            String grantId,
            String kind,
            String broadcastId,
            String eventType,
            String colour,
            String validFrom,
            String validUntil,
            String reference,
            String grantedBy,
            String withdrawnAt,
            String withdrawnBy,
            String withdrawalReason) {}

    /** Puts the grants of the settings into the ledger, and ends those that the settings name no longer. */
    @PostConstruct
    void storeStanding() {
        for (ComplianceSettings.StandingGrant grant : settings.grants()) {
            ledger.sql("store-standing-grant")
                    .param("kind", grant.kind() == null ? null : grant.kind().wireName())
                    .param("validFrom", grant.always() ? EVER : grant.from())
                    .param("validUntil", grant.always() ? FOREVER : grant.until())
                    .param("reference", grant.reference())
                    .update();
        }
        ledger.sql("end-withdrawn-grants")
                .param("now", ledger.now())
                .param(
                        "references",
                        settings.grants().stream()
                                .map(ComplianceSettings.StandingGrant::reference)
                                .toArray(String[]::new))
                .update();
    }

    /**
     * Proposes a grant; it holds once a second person has confirmed it (C-11).
     *
     * @throws Refusal 409 the reference is taken, or waits for its second person; 422 no reference, the period does not run
     *     forward or is over, or there is no such broadcast
     */
    @Transactional
    public ProposalView post(String body, String account) {
        Wanted wanted = requests.read(body, Wanted.class);
        String reference = Requests.needed(
                wanted.reference(), "reference-missing", "须填写授权编号。", "Give the reference of the grant.");
        boolean forward = wanted.validFrom() != null
                && wanted.validUntil() != null
                && wanted.validFrom().isBefore(wanted.validUntil());
        if (!forward || !wanted.validUntil().isAfter(ledger.now())) {
            throw new Refusal(
                    422,
                    forward ? "period-over" : "period-not-forward",
                    "授权的开始时间须早于结束时间，且尚未结束。",
                    "A grant begins before it ends, and is not over yet.");
        }
        checkBroadcast(wanted.broadcastId());
        if (list().stream().anyMatch(grant -> grant.reference().equals(reference))) {
            throw taken();
        }
        return twoPeople.propose(RecordGrant.ACTION, "grant:" + reference, wanted, null, account);
    }

    private void checkBroadcast(Long broadcastId) {
        boolean there = broadcastId == null
                || ledger.sql("ask-broadcast")
                        .param("broadcastId", broadcastId)
                        .query(Boolean.class)
                        .single();
        if (!there) {
            throw new Refusal(422, "broadcast-unknown", "没有这个发布任务。", "There is no such broadcast.");
        }
    }

    public List<Grant> list() {
        return ledger.sql("list-grants").query(Grants::grant).list();
    }

    static Refusal taken() {
        return new Refusal(
                409, "grant-reference-taken", "该授权编号已登记。", "A grant with this reference is on record already.");
    }

    static Grant grant(ResultSet row, int number) throws SQLException {
        return new Grant(
                row.getString("grant_id"),
                row.getString("kind"),
                row.getString("broadcast_id"),
                row.getString("event_type"),
                row.getString("colour"),
                Ledger.time(row, "valid_from"),
                Ledger.time(row, "valid_until"),
                row.getString("reference"),
                row.getString("granted_by"),
                Ledger.time(row, "withdrawn_at"),
                row.getString("withdrawn_by"),
                row.getString("withdrawal_reason"));
    }
}
