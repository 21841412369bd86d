package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Agreed wordings as people keep them (C-07): versions are added on two people's word, never changed, and retired. */
@Component("templates")
public class Templates {
    private final Ledger ledger;
    private final Requests requests;
    private final TwoPeople twoPeople;
    private final WordingBook book;

    Templates(Ledger ledger, Requests requests, TwoPeople twoPeople, WordingBook book) {
        this.ledger = ledger;
        this.requests = requests;
        this.twoPeople = twoPeople;
        this.book = book;
    }

    /**
     * A new version of a template.
     *
     * @param agreement reference of what both parties agreed
     * @param validFrom null: as soon as it is confirmed
     * @param validUntil first moment after; null: none
     */
    record Wanted(
            String wording, String agreement, OffsetDateTime validFrom, OffsetDateTime validUntil, String reason) {}

    /** A version as it stands. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Version(
            String templateId,
            int version,
            String wording,
            String agreement,
            String validFrom,
            String validUntil,
            boolean inForce,
            String proposedBy,
            String confirmedBy,
            String recordedAt,
            String retiredAt,
            String retiredBy) {}

    /** What may stand in a blank. */
    public record Field(String field, String fieldEn, String form, List<String> words, String signs) {}

    /** A template, its versions oldest first. */
    public record View(String templateId, boolean inForce, List<Version> versions) {}

    /** All templates, and the fields that their blanks are made of. */
    public record Book(List<View> templates, List<Field> fields) {}

    public Book list() {
        List<Field> fields = ledger.sql("show-template-fields")
                .query((row, number) -> new Field(
                        row.getString("field"),
                        row.getString("field_en"),
                        row.getString("form"),
                        List.of(row.getString("words").split(" ")),
                        row.getString("signs")))
                .list();
        Map<String, List<Version>> byId = versions(null).stream()
                .collect(Collectors.groupingBy(Version::templateId, LinkedHashMap::new, Collectors.toList()));
        return new Book(
                byId.entrySet().stream()
                        .map(entry -> view(entry.getKey(), entry.getValue()))
                        .toList(),
                fields);
    }

    /** @throws Refusal 404 no such template */
    public View get(String templateId) {
        List<Version> versions = versions(templateId);
        if (versions.isEmpty()) {
            throw unknown();
        }
        return view(templateId, versions);
    }

    /**
     * Proposes a new version; it holds once a second person has confirmed it.
     *
     * @throws Refusal 409 it waits already; 422 the notation cannot be read, nothing in it is fixed, no agreement, or the
     *     period does not run forward
     */
    @Transactional
    public ProposalView put(String templateId, String body, String account) {
        Wanted wanted = requests.read(body, Wanted.class);
        String wording =
                Requests.needed(wanted.wording(), "wording-missing", "须填写模板内容。", "Give the wording of the template.");
        Requests.needed(
                wanted.agreement(),
                "agreement-missing",
                "须填写双方约定的编号（C-07）。",
                "Give the reference of the agreement (C-07).");
        boolean fixed = TemplateNotation.read(wording, book.current().fields()).stream()
                .anyMatch(TemplateNotation.Part.Fixed.class::isInstance);
        if (!fixed) {
            throw new Refusal(422, "template-without-words", "模板不能只有填空。", "A template cannot be made of blanks alone.");
        }
        OffsetDateTime from = wanted.validFrom() == null ? ledger.now() : wanted.validFrom();
        if (wanted.validUntil() != null && !from.isBefore(wanted.validUntil())) {
            throw new Refusal(422, "period-not-forward", "生效时间须早于失效时间。", "A template begins before it ends.");
        }
        return twoPeople.propose(AgreeTemplate.ACTION, "template:" + templateId, wanted, wanted.reason(), account);
    }

    /**
     * Retires a template at once: one person may, for it only takes away; another version needs two.
     *
     * @throws Refusal 404 no such template in force or to come
     */
    @Transactional
    public View retire(String templateId, String account) {
        int retired = ledger.sql("retire-template")
                .param("templateId", templateId)
                .param("account", account)
                .param("now", ledger.now())
                .update();
        if (retired == 0) {
            throw unknown();
        }
        ledger.audit(account, "template-retired", "template:" + templateId, Map.of("versions", retired));
        return get(templateId);
    }

    private List<Version> versions(String templateId) {
        return ledger.sql("show-template-versions")
                .param("templateId", templateId)
                .param("now", ledger.now())
                .query(Version.class)
                .list();
    }

    private static View view(String templateId, List<Version> versions) {
        return new View(templateId, versions.stream().anyMatch(Version::inForce), versions);
    }

    private static Refusal unknown() {
        return new Refusal(404, "template-unknown", "没有这个模板。", "There is no such template.");
    }
}
