package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Refusal;
import jakarta.annotation.PostConstruct;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The lists of words, ready to be asked. They are read again when the ledger says that they have changed, so that a change
 * counts for the next text, in whatever thread.
 */
@Component
class WordingBook {
    private static final Logger LOG = LoggerFactory.getLogger(WordingBook.class);

    private final Ledger ledger;
    private final Segments segments;
    private volatile Edition edition;

    WordingBook(Ledger ledger, Segments segments) {
        this.ledger = ledger;
        this.segments = segments;
    }

    /** All lists as of one revision; never changed. */
    record Edition(long revision, WordingSearch search, Map<String, TemplateField> fields, AgreedWordings templates) {}

    /** Reading the lists and the tables of alike characters takes most of a second: not the first alert's. */
    @PostConstruct
    void open() {
        current();
    }

    /** Not to be asked in a transaction that changes the lists: what it has read may never be. */
    Edition current() {
        long revision = ledger.sql("find-wording-revision").query(Long.class).single();
        Edition known = edition;
        if (known == null || known.revision() != revision) {
            known = read(revision);
            edition = known;
        }
        return known;
    }

    /**
     * What a text is. Of one that is too long to go out only so much is read as could: a million characters take no longer.
     *
     * @param released terms that a person let go for this text
     */
    WordingFacts facts(Kind kind, String whole, Set<String> released) {
        String text = whole.substring(0, Math.min(whole.length(), segments.longest() + 1));
        Edition words = current();
        List<Hit> prohibited = words.search().search(text).stream()
                .filter(hit -> !released.contains(hit.term().term()))
                .toList();
        return kind == Kind.TARGETED && !text.isEmpty()
                ? words.templates().facts(text, prohibited, ledger.now())
                : new WordingFacts(prohibited, null, null);
    }

    private Edition read(long revision) {
        List<PermittedWording> permitted = ledger.sql("list-permitted-wordings")
                .query((row, number) -> new PermittedWording(
                        row.getString("wording"),
                        PermittedWording.Place.valueOf(row.getString("place")),
                        row.getInt("reach")))
                .list();
        List<ProhibitedTerm> terms = ledger.sql("list-prohibited-terms")
                .query((row, number) -> term(row))
                .list();
        Map<String, TemplateField> fields = new LinkedHashMap<>();
        ledger.sql("list-template-fields")
                .query((row, number) -> field(row))
                .list()
                .forEach(field -> fields.put(field.name(), field));
        List<Template> templates =
                ledger.sql("list-template-versions").query((row, number) -> template(row, fields)).list().stream()
                        .flatMap(Optional::stream)
                        .toList();
        return new Edition(revision, new WordingSearch(terms, permitted), fields, new AgreedWordings(templates));
    }

    static ProhibitedTerm term(ResultSet row) throws SQLException {
        return new ProhibitedTerm(
                row.getString("term"),
                row.getString("class"),
                row.getString("words_zh"),
                row.getString("words_en"),
                row.getBoolean("unless_warned_of"));
    }

    private static TemplateField field(ResultSet row) throws SQLException {
        List<String> words = Arrays.stream(row.getString("words").split(" "))
                .filter(word -> !word.isBlank())
                .toList();
        return new TemplateField(
                row.getString("field"),
                TemplateField.Form.valueOf(row.getString("form")),
                words,
                row.getString("signs"));
    }

    /** One that cannot be read fits nothing; the others go on. */
    private static Optional<Template> template(ResultSet row, Map<String, TemplateField> fields) throws SQLException {
        String id = row.getString("template_id");
        int version = row.getInt("version");
        try {
            return Optional.of(Template.of(
                    id,
                    version,
                    row.getObject("valid_from", OffsetDateTime.class),
                    row.getObject("valid_until", OffsetDateTime.class),
                    row.getString("wording"),
                    fields));
        } catch (Refusal unreadable) {
            LOG.error(
                    "Template {} version {} cannot be read and fits nothing: {}", id, version, unreadable.getMessage());
            return Optional.empty();
        }
    }
}
