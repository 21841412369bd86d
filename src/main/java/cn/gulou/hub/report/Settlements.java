package cn.gulou.hub.report;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Times;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Puts the statement of a contract year together (C-29). */
@Component("settlements")
public class Settlements {
    private static final String NOTICE_ADDRESS = "12379";

    private final Clock clock;

    Settlements(Clock clock) {
        this.clock = clock;
    }

    /** What is asked for; a day left out is settled by the contract year, {@code on} says which. */
    public Map<String, Object> asked(String from, String to) {
        Map<String, Object> period = new HashMap<>();
        LocalDate first = day(from);
        LocalDate last = day(to);
        period.put("from", first);
        period.put("to", last);
        LocalDate today = LocalDate.ofInstant(clock.instant(), Times.BEIJING);
        period.put("on", first != null ? first : last != null ? last : today);
        return period;
    }

    /**
     * The period within the contract year that was found.
     *
     * @throws Refusal 404 there is none; 422 the period does not run forward, or goes over the year
     */
    public Map<String, Object> within(Map<String, Object> asked, Map<String, Object> contract) {
        if (contract == null || contract.isEmpty()) {
            throw new Refusal(404, "no-contract", "该日不在任何合同年度之内。", "No contract year on record has this day in it.");
        }
        LocalDate yearFrom = date(contract, "year_from");
        LocalDate yearUntil = date(contract, "year_until");
        LocalDate from = asked.get("from") == null ? yearFrom : (LocalDate) asked.get("from");
        LocalDate to = asked.get("to") == null ? yearUntil : (LocalDate) asked.get("to");
        if (from.isAfter(to) || from.isBefore(yearFrom) || to.isAfter(yearUntil)) {
            throw new Refusal(
                    422,
                    "period-not-in-year",
                    "结算区间须在同一合同年度之内，且起始日不晚于截止日。",
                    "The period of a statement runs forward and lies within one contract year.");
        }
        return Map.of("on", from, "from", from, "to", to);
    }

    /** The statement. */
    public Settlement statement(
            Map<String, Object> period,
            Map<String, Object> contract,
            List<Map<String, Object>> supplements,
            List<Map<String, Object>> lines) {
        return new Settlement(
                period.get("from").toString(),
                period.get("to").toString(),
                ContractYear.of(contract, supplements),
                sum(null, lines, line -> true),
                sums(lines, "month"),
                sums(lines, "port"),
                sum(NOTICE_ADDRESS, lines, line -> NOTICE_ADDRESS.equals(line.get("source_address"))),
                sum(null, lines, line -> !NOTICE_ADDRESS.equals(line.get("source_address"))));
    }

    /** The statement as a CSV file. */
    public byte[] csv(Settlement settlement) {
        return SettlementCsv.of(settlement).getBytes(StandardCharsets.UTF_8);
    }

    private static List<Settlement.Sum> sums(List<Map<String, Object>> lines, String by) {
        TreeMap<String, List<Map<String, Object>>> groups = lines.stream()
                .collect(Collectors.groupingBy(line -> (String) line.get(by), TreeMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> sum(group.getKey(), group.getValue(), line -> true))
                .toList();
    }

    private static Settlement.Sum sum(
            String item, List<Map<String, Object>> lines, Predicate<Map<String, Object>> which) {
        List<Map<String, Object>> chosen = lines.stream().filter(which).toList();
        return new Settlement.Sum(
                item,
                count(chosen, "whole-network", "segments"),
                count(chosen, "whole-network", "to_visitors"),
                count(chosen, "targeted", "segments"),
                ContractYear.yuan(chosen.stream()
                        .map(line -> (BigDecimal) line.get("amount"))
                        .reduce(BigDecimal.ZERO, BigDecimal::add)),
                count(chosen, "targeted", "reserved"),
                count(chosen, "targeted", "doubtful"),
                count(chosen, "drill", "segments"));
    }

    private static long count(List<Map<String, Object>> lines, String kind, String column) {
        return lines.stream()
                .filter(line -> kind.equals(line.get("kind")))
                .mapToLong(line -> ContractYear.number(line, column))
                .sum();
    }

    private static LocalDate date(Map<String, Object> row, String column) {
        return ((java.sql.Date) row.get(column)).toLocalDate();
    }

    private static LocalDate day(String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new Refusal(400, "day-not-readable", "日期格式须为 2026-06-18。", "A day is written as 2026-06-18.");
        }
    }
}
