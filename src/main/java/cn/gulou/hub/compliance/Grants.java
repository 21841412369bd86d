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

    /** A grant that a person applies for; kind null is all. */
    record Wanted(Kind kind, OffsetDateTime validFrom, OffsetDateTime validUntil, String reference) {}

    /** A grant as it stands. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Grant(
            String grantId, String kind, String validFrom, String validUntil, String reference, String grantedBy) {}

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
     * @throws Refusal 409 the reference is taken, or waits for its second person; 422 no reference, or the period does not
     *     run forward
     */
    @Transactional
    public ProposalView post(String body, String account) {
        Wanted wanted = requests.read(body, Wanted.class);
        String reference = Requests.needed(
                wanted.reference(), "reference-missing", "须填写授权编号。", "Give the reference of the grant.");
        boolean forward = wanted.validFrom() != null
                && wanted.validUntil() != null
                && wanted.validFrom().isBefore(wanted.validUntil());
        if (!forward) {
            throw new Refusal(422, "period-not-forward", "授权的开始时间须早于结束时间。", "A grant begins before it ends.");
        }
        if (list().stream().anyMatch(grant -> grant.reference().equals(reference))) {
            throw taken();
        }
        return twoPeople.propose(RecordGrant.ACTION, "grant:" + reference, wanted, null, account);
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
                row.getObject("valid_from", OffsetDateTime.class).toInstant().toString(),
                row.getObject("valid_until", OffsetDateTime.class).toInstant().toString(),
                row.getString("reference"),
                row.getString("granted_by"));
    }
}
