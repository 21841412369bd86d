package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Special-guarantee periods, 重保 (C-16): for a time the platform is kept for some, other traffic waits, and ports change on
 * two people's word only. Two people set one, and two end it early.
 */
@Component("guaranteePeriods")
public class GuaranteePeriods {
    private final Ledger ledger;
    private final Requests requests;
    private final ComplianceSettings settings;
    private final TwoPeople twoPeople;

    GuaranteePeriods(Ledger ledger, Requests requests, ComplianceSettings settings, TwoPeople twoPeople) {
        this.ledger = ledger;
        this.requests = requests;
        this.settings = settings;
        this.twoPeople = twoPeople;
    }

    /** A period that a person applies for. */
    record Wanted(String name, String reference, OffsetDateTime from, OffsetDateTime until, List<String> reservedFor) {}

    /** Which period is to end. */
    record Ending(long periodId) {}

    /** A period as it stands; endsAt is until, or when it was ended before. */
    public record Period(
            String periodId,
            String name,
            String reference,
            String from,
            String until,
            String endsAt,
            List<String> reservedFor,
            boolean inForce,
            String proposedBy,
            String confirmedBy,
            String endedBy) {}

    /**
     * Proposes a period; it holds once a second person has confirmed it.
     *
     * @throws Refusal 409 the reference is taken, or waits for its second person; 422 no name or reference, the period does
     *     not run forward or is over, or it is reserved for somebody who sends nothing: then everyone would wait
     */
    @Transactional
    public ProposalView post(String body, String account) {
        Wanted wanted = requests.read(body, Wanted.class);
        Requests.needed(wanted.name(), "name-missing", "须填写重保期名称。", "Give the name of the period.");
        String reference = Requests.needed(wanted.reference(), "reference-missing", "须填写依据编号。", "Give its reference.");
        checkPeriod(wanted);
        checkReservedFor(wanted.reservedFor() == null ? List.of() : wanted.reservedFor());
        if (list().stream().anyMatch(period -> period.reference().equals(reference))) {
            throw taken();
        }
        return twoPeople.propose(SetGuaranteePeriod.ACTION, "guarantee-period:" + reference, wanted, null, account);
    }

    /**
     * Proposes to end a period now.
     *
     * @throws Refusal 404 there is no such period, or it is over; 409 the same waits for its second person
     */
    @Transactional
    public ProposalView end(long periodId, String account) {
        Period period = list().stream()
                .filter(one -> one.periodId().equals(String.valueOf(periodId)))
                .filter(one -> OffsetDateTime.parse(one.endsAt()).isAfter(ledger.now()))
                .findFirst()
                .orElseThrow(GuaranteePeriods::unknown);
        return twoPeople.propose(
                EndGuaranteePeriod.ACTION,
                "guarantee-period:" + period.reference(),
                Map.of("periodId", periodId),
                null,
                account);
    }

    public List<Period> list() {
        return ledger.sql("list-guarantee-periods").query(this::period).list();
    }

    boolean inForce() {
        return list().stream().anyMatch(Period::inForce);
    }

    private void checkPeriod(Wanted wanted) {
        boolean forward =
                wanted.from() != null && wanted.until() != null && wanted.from().isBefore(wanted.until());
        if (!forward || !wanted.until().isAfter(ledger.now())) {
            throw new Refusal(
                    422,
                    forward ? "period-over" : "period-not-forward",
                    "重保期的开始时间须早于结束时间，且尚未结束。",
                    "A period begins before it ends, and is not over yet.");
        }
    }

    private void checkReservedFor(List<String> reservedFor) {
        if (reservedFor.isEmpty() || !reservedFor.stream().allMatch(this::isKnown)) {
            throw new Refusal(
                    422,
                    "reserved-for-unknown",
                    "专用对象须为已登记的来源，或其可代表的、曾发来预警的发布单位代码；否则所有发布都会等待（C-16）。",
                    "Reserve it for a source on record, or a sender that one may speak for or that has sent before; else everyone would wait (C-16).");
        }
    }

    /** A source, or a department: by what alerts name as their sender. */
    private boolean isKnown(String one) {
        return settings.source(one).listed()
                || settings.sources().stream()
                        .anyMatch(source -> source.senders().contains(one))
                || ledger.sql("ask-sender")
                        .param("sender", one)
                        .query(Boolean.class)
                        .single();
    }

    static Refusal taken() {
        return new Refusal(
                409, "period-reference-taken", "该依据编号已登记。", "A period with this reference is on record already.");
    }

    static Refusal unknown() {
        return new Refusal(404, "period-unknown", "没有这个重保期，或已结束。", "There is no such period, or it is over.");
    }

    Period period(ResultSet row, int number) throws SQLException {
        OffsetDateTime now = ledger.now();
        return new Period(
                row.getString("period_id"),
                row.getString("name"),
                row.getString("reference"),
                Ledger.time(row, "valid_from"),
                Ledger.time(row, "valid_until"),
                Ledger.time(row, "ends_at"),
                List.of((String[]) row.getArray("reserved_for").getArray()),
                !row.getObject("valid_from", OffsetDateTime.class).isAfter(now)
                        && row.getObject("ends_at", OffsetDateTime.class).isAfter(now),
                row.getString("proposed_by"),
                row.getString("confirmed_by"),
                row.getString("ended_by"));
    }
}
