package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The contract years on record. */
@Component
class Contracts {
    private final Ledger ledger;

    Contracts(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The terms in force on a Beijing day. */
    Optional<ContractTerms> on(LocalDate day) {
        return ledger.sql("find-contract").param("day", day).query(this::terms).optional();
    }

    /**
     * Says no to terms that cannot be put on record as things are.
     *
     * @throws Refusal 422 they contradict themselves; 409 the terms have changed since they were seen, the year overlaps
     *     another, or more is used already
     */
    void check(ContractTerms terms) {
        var contradictions = terms.contradictions();
        if (!contradictions.isEmpty()) {
            throw new Refusal(422, contradictions);
        }
        boolean overlaps = !ledger.sql("list-overlapping-years")
                .param("contractId", id(terms))
                .param("from", terms.from())
                .param("until", terms.until())
                .query(Integer.class)
                .list()
                .isEmpty();
        if (overlaps) {
            throw new Refusal(409, "years-overlap", "与另一合同年度重叠。", "The year overlaps another contract's.");
        }
        if (terms.contractId() != null) {
            checkStanding(terms);
        }
    }

    private void checkStanding(ContractTerms terms) {
        InUse inUse = ledger.sql("lock-budget")
                .param("contractId", id(terms))
                .query(InUse.class)
                .optional()
                .orElseThrow(
                        () -> new Refusal(409, "contract-unknown", "没有这个合同年度。", "There is no such contract year."));
        if (terms.version() == null || terms.version() != inUse.version()) {
            throw new Refusal(
                    409,
                    "terms-stale",
                    "合同条款已变化，请重新查看后再提出。",
                    "The terms have changed since they were seen; look again.");
        }
        if (terms.ceiling().compareTo(inUse.used()) < 0) {
            throw new Refusal(
                    409,
                    "budget-below-use",
                    "翼点触达预算不能低于已用和已预留的金额（C-27）。",
                    "The targeted budget cannot be less than what is spent and reserved (C-27).");
        }
    }

    /** Puts checked terms on record. */
    void store(ContractTerms terms, String proposedBy, String confirmedBy) {
        int contractId;
        if (terms.contractId() == null) {
            contractId = with(terms, proposedBy, confirmedBy, ledger.sql("insert-contract"))
                    .query(Integer.class)
                    .single();
        } else {
            contractId = id(terms);
            with(terms, proposedBy, confirmedBy, ledger.sql("update-contract"))
                    .param("contractId", contractId)
                    .update();
        }
        storeSupplements(contractId, terms.supplements());
    }

    private StatementSpec with(ContractTerms terms, String proposedBy, String confirmedBy, StatementSpec statement) {
        return statement
                .param("from", terms.from())
                .param("until", terms.until())
                .param("total", terms.total())
                .param("wholeNetworkTotal", terms.wholeNetwork().total())
                .param("segments", terms.wholeNetwork().segments())
                .param("visitorSegments", terms.wholeNetwork().visitorSegments())
                .param("targetedTotal", terms.targeted().total())
                .param("price", terms.targeted().price())
                .param("chargeOn", terms.targeted().chargeOn())
                .param("payments", terms.payments().toArray(Integer[]::new))
                .param("now", ledger.now())
                .param("proposedBy", proposedBy)
                .param("confirmedBy", confirmedBy);
    }

    private void storeSupplements(int contractId, List<ContractTerms.Supplement> supplements) {
        ledger.sql("replace-supplements")
                .param("contractId", contractId)
                .param(
                        "references",
                        supplements.stream()
                                .map(ContractTerms.Supplement::reference)
                                .toArray(String[]::new))
                .param(
                        "kinds",
                        supplements.stream().map(one -> one.kind().wireName()).toArray(String[]::new))
                .param(
                        "amounts",
                        supplements.stream()
                                .map(ContractTerms.Supplement::amount)
                                .toArray(BigDecimal[]::new))
                .update();
    }

    static Integer id(ContractTerms terms) {
        return terms.contractId() == null ? null : Integer.valueOf(terms.contractId());
    }

    private ContractTerms terms(ResultSet row, int number) throws SQLException {
        return new ContractTerms(
                row.getString("contract_id"),
                row.getInt("version"),
                row.getObject("year_from", LocalDate.class),
                row.getObject("year_until", LocalDate.class),
                row.getBigDecimal("total"),
                new ContractTerms.WholeNetwork(
                        row.getBigDecimal("whole_network_total"),
                        row.getInt("whole_network_segments"),
                        row.getInt("visitor_segments")),
                new ContractTerms.Targeted(
                        row.getBigDecimal("targeted_total"),
                        Yuan.shown(row.getBigDecimal("targeted_price")),
                        row.getString("charge_on")),
                Arrays.stream((Short[]) row.getArray("payment_shares").getArray())
                        .map(Short::intValue)
                        .toList(),
                List.of(ledger.fromJson(row.getString("supplements"), ContractTerms.Supplement[].class)));
    }

    /** @param used yuan that are spent or reserved */
    private record InUse(int version, BigDecimal used) {}
}
