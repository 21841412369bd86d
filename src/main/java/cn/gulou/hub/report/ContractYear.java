package cn.gulou.hub.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads what stands of a contract year for its statement (C-28, C-29). */
final class ContractYear {
    private ContractYear() {}

    static Settlement.Year of(Map<String, Object> contract, List<Map<String, Object>> supplements) {
        BigDecimal total = yuan(contract.get("total"));
        List<Integer> shares = Arrays.stream(((String) contract.get("payment_shares")).split(","))
                .map(Integer::valueOf)
                .toList();
        return new Settlement.Year(
                contract.get("contract_id").toString(),
                contract.get("year_from").toString(),
                contract.get("year_until").toString(),
                total,
                payments(total, shares),
                supplements.stream().map(ContractYear::supplement).toList(),
                yuan(contract.get("supplements_left")),
                counted(contract, "segments"),
                counted(contract, "visitors"),
                budget(contract));
    }

    /** Percents of the total to the fen; the last payment takes what rounding left. */
    static List<Settlement.Payment> payments(BigDecimal total, List<Integer> shares) {
        List<Settlement.Payment> payments = new ArrayList<>();
        BigDecimal rest = total;
        for (int share : shares) {
            boolean last = payments.size() == shares.size() - 1;
            BigDecimal amount =
                    last ? rest : total.multiply(BigDecimal.valueOf(share, 2)).setScale(2, RoundingMode.HALF_EVEN);
            payments.add(new Settlement.Payment(share, amount));
            rest = rest.subtract(amount);
        }
        return payments;
    }

    private static Settlement.Supplement supplement(Map<String, Object> row) {
        return new Settlement.Supplement(
                (String) row.get("reference"), (String) row.get("kind"), yuan(row.get("amount")));
    }

    private static Settlement.Counted counted(Map<String, Object> contract, String what) {
        long allowed = number(contract, what + "_allowed");
        long used = number(contract, what + "_used");
        return new Settlement.Counted(allowed, used, Math.max(0, allowed - used));
    }

    private static Settlement.Budget budget(Map<String, Object> contract) {
        BigDecimal ceiling = yuan(contract.get("ceiling"));
        BigDecimal spent = yuan(contract.get("spent"));
        BigDecimal reserved = yuan(contract.get("reserved"));
        return new Settlement.Budget(
                ceiling,
                spent,
                reserved,
                yuan(ceiling.subtract(spent).subtract(reserved)),
                yuan(contract.get("price")),
                (String) contract.get("charge_on"));
    }

    static long number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }

    /** To the fen, and further only where there is more. */
    static BigDecimal yuan(Object amount) {
        BigDecimal bare = ((BigDecimal) amount).stripTrailingZeros();
        return bare.setScale(Math.max(2, bare.scale()));
    }
}
