package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The lists of prohibited terms and of wording that makes them legal, as people keep them (C-08). */
@Component("prohibitedTerms")
public class ProhibitedTerms {
    /** Fewer characters would hold everything that is said. */
    private static final int LEAST = 2;

    private static final int LONGEST = 40;

    private final Ledger ledger;
    private final Requests requests;
    private final TwoPeople twoPeople;

    ProhibitedTerms(Ledger ledger, Requests requests, TwoPeople twoPeople) {
        this.ledger = ledger;
        this.requests = requests;
        this.twoPeople = twoPeople;
    }

    /** A term to be added; unlessWarnedOf null: false. */
    record WantedTerm(String prohibitedClass, String term, boolean unlessWarnedOf) {}

    /** A wording to be permitted; reach null: 0. */
    record WantedWording(String wording, String place, int reach) {}

    /** A term in force. */
    public record Term(
            String termId,
            String prohibitedClass,
            String classZh,
            String classEn,
            String term,
            boolean unlessWarnedOf,
            String addedBy,
            String addedAt) {}

    /** A wording in force; place in lower case. */
    public record Wording(String wordingId, String wording, String place, int reach, String addedBy, String addedAt) {}

    public List<Term> list() {
        return ledger.sql("show-prohibited-terms").query(Term.class).list();
    }

    public List<Wording> listPermitted() {
        return ledger.sql("show-permitted-wordings").query(Wording.class).list();
    }

    /** @throws Refusal 409 it is there already; 422 no such class, or too short or long a term */
    @Transactional
    public Term add(String body, String account) {
        WantedTerm wanted = requests.read(body, WantedTerm.class);
        String term = checked(wanted.term());
        String id = ledger.sql("insert-prohibited-term")
                .param("class", known(wanted.prohibitedClass()))
                .param("term", term)
                .param("unlessWarnedOf", wanted.unlessWarnedOf())
                .param("account", account)
                .param("now", ledger.now())
                .query(String.class)
                .optional()
                .orElseThrow(() -> new Refusal(409, "term-known", "该词已在词库中。", "The term is on the list already."));
        ledger.audit(account, "term-added", "prohibited-term:" + id, Map.of("term", term));
        return list().stream()
                .filter(added -> added.termId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** @throws Refusal 404 no such term in force */
    @Transactional
    public Term remove(long termId, String account) {
        Term removed = list().stream()
                .filter(term -> term.termId().equals(String.valueOf(termId)))
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "term-unknown", "没有这个词。", "There is no such term."));
        ledger.sql("remove-prohibited-term")
                .param("termId", termId)
                .param("account", account)
                .param("now", ledger.now())
                .update();
        ledger.audit(account, "term-removed", "prohibited-term:" + termId, Map.of("term", removed.term()));
        return removed;
    }

    /**
     * Proposes to permit a wording: it lets pass what is held else, so a second person confirms it.
     *
     * @throws Refusal 409 it is there already, or waits for its second person; 422 too short or long a wording
     */
    @Transactional
    public ProposalView permit(String body, String account) {
        WantedWording wanted = requests.read(body, WantedWording.class);
        String wording = checked(wanted.wording());
        boolean known = listPermitted().stream()
                .anyMatch(one -> one.wording().equals(wording) && one.place().equals(wanted.place()));
        if (known) {
            throw PermitWording.known();
        }
        return twoPeople.propose(
                PermitWording.ACTION,
                "permitted-wording:" + wanted.place() + ":" + wording,
                new WantedWording(wording, wanted.place(), wanted.reach()),
                null,
                account);
    }

    /** @throws Refusal 404 no such wording in force */
    @Transactional
    public Wording removePermitted(long wordingId, String account) {
        Wording removed = listPermitted().stream()
                .filter(wording -> wording.wordingId().equals(String.valueOf(wordingId)))
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "wording-unknown", "没有这条用语。", "There is no such wording."));
        ledger.sql("remove-permitted-wording")
                .param("wordingId", wordingId)
                .param("account", account)
                .param("now", ledger.now())
                .update();
        ledger.audit(
                account, "wording-removed", "permitted-wording:" + wordingId, Map.of("wording", removed.wording()));
        return removed;
    }

    private static String checked(String words) {
        String given = Requests.needed(words, "term-missing", "须填写词语。", "Give the words.");
        int length = Folding.fold(given).length();
        if (length < LEAST || given.length() > LONGEST) {
            throw new Refusal(
                    422,
                    "term-length",
                    "词语去除符号后至少 2 个字，全长不超过 40 个字。",
                    "The words have at least 2 letters or digits and at most 40 characters.");
        }
        return given;
    }

    private String known(String prohibitedClass) {
        List<String> classes =
                ledger.sql("list-prohibited-classes").query(String.class).list();
        if (!classes.contains(prohibitedClass)) {
            throw new Refusal(
                    422,
                    "class-unknown",
                    "没有这个类别；可用：" + String.join("、", classes),
                    "There is no such class; there are: " + String.join(", ", classes));
        }
        return prohibitedClass;
    }
}
