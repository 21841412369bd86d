package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The contract's quotas, and changes of its terms, which need two people (C-26 to C-28). */
@Component("quotas")
public class Quotas {
    private final Ledger ledger;
    private final Requests requests;
    private final Contracts contracts;
    private final TwoPeople twoPeople;

    Quotas(Ledger ledger, Requests requests, Contracts contracts, TwoPeople twoPeople) {
        this.ledger = ledger;
        this.requests = requests;
        this.contracts = contracts;
        this.twoPeople = twoPeople;
    }

    /** Terms that a person wants in force, and why. */
    record Wanted(ContractTerms terms, String reason) {}

    /**
     * The quotas of the contract year that a day is in.
     *
     * @param on a Beijing day, 2026-06-18; null or empty: today
     * @throws Refusal 404 no contract is in force on that day; 400 it is none
     */
    @Transactional(readOnly = true)
    public QuotaView show(String on) {
        ContractTerms terms = contracts
                .on(day(on))
                .orElseThrow(() -> new Refusal(
                        404, "no-contract", "该日不在任何合同年度之内。", "No contract year on record has this day in it."));
        Map<String, Quota> quotas =
                ledger.sql("find-quotas").param("contractId", Contracts.id(terms)).query(Quotas::quota).list().stream()
                        .collect(Collectors.toMap(Quota::name, Function.identity()));
        return new QuotaView(
                terms,
                terms.supplementsLeft(),
                quotas.get("whole-network").counted(),
                quotas.get("visitors").counted(),
                quotas.get("targeted").budget(),
                ledger.sql("count-drills")
                        .param("contractId", Contracts.id(terms))
                        .query(Long.class)
                        .single());
    }

    /**
     * Proposes new terms: of a year on record, or of a new one. They hold once a second person has confirmed them.
     *
     * @throws Refusal 422 the terms contradict themselves; 409 they are stale, overlap another year, are below what is
     *     used, or a change of them waits already
     */
    @Transactional
    public ProposalView propose(String body, String account) {
        Wanted wanted = requests.read(body, Wanted.class);
        String reason = Requests.needed(wanted.reason(), "reason-missing", "须说明理由。", "Say why.");
        contracts.check(wanted.terms());
        String subject = wanted.terms().contractId() == null
                ? "contract:" + wanted.terms().from()
                : "contract:" + wanted.terms().contractId();
        return twoPeople.propose(ChangeTerms.ACTION, subject, wanted.terms(), reason, account);
    }

    private LocalDate day(String on) {
        try {
            return on == null || on.isBlank()
                    ? ledger.now().atZoneSameInstant(Times.BEIJING).toLocalDate()
                    : LocalDate.parse(on.strip());
        } catch (DateTimeParseException e) {
            throw new Refusal(400, "day-not-readable", "日期格式须为 2026-06-18。", "A day is written as 2026-06-18.");
        }
    }

    private static Quota quota(ResultSet row, int number) throws SQLException {
        return new Quota(
                row.getString("quota"),
                row.getBigDecimal("allowed"),
                row.getBigDecimal("used"),
                row.getBigDecimal("percent"),
                row.getBigDecimal("spent"),
                row.getBigDecimal("reserved"),
                row.getBigDecimal("price"));
    }

    private record Quota(
            String name,
            BigDecimal allowed,
            BigDecimal used,
            BigDecimal percent,
            BigDecimal spent,
            BigDecimal reserved,
            BigDecimal price) {

        QuotaView.Counted counted() {
            long most = allowed.longValueExact();
            return new QuotaView.Counted(
                    most, used.longValueExact(), Math.max(0, most - used.longValueExact()), percent);
        }

        QuotaView.Budget budget() {
            BigDecimal left = allowed.subtract(used);
            return new QuotaView.Budget(
                    Yuan.shown(allowed),
                    Yuan.shown(spent),
                    Yuan.shown(reserved),
                    Yuan.shown(left),
                    percent,
                    Yuan.shown(price),
                    left.divide(price, 0, RoundingMode.FLOOR).longValueExact());
        }
    }
}
