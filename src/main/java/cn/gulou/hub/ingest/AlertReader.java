package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Dialect;
import cn.gulou.hub.alert.Refusal;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * Reads any body into the one model or refuses it with every reason. Keeps nothing between bodies; opens nothing outside.
 */
final class AlertReader {
    /** The largest alert, in bytes. */
    static final int LARGEST = 1 << 20;

    private static final Pattern DOCTYPE = Pattern.compile("<!\\s*(?:DOCTYPE|ENTITY)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECLARATION = Pattern.compile("^\\s*<\\?xml\\s[^>]*\\?>");
    private static final Map<String, Dialect> CAP = Map.of(
            "urn:oasis:names:tc:emergency:cap:1.2", Dialect.CAP_1_2,
            "urn:oasis:names:tc:emergency:cap:1.1", Dialect.CAP_1_1,
            "http://www.incident.com/cap/1.0", Dialect.CAP_1_0);
    private static final Map<Dialect, Schemas> SCHEMAS = Map.of(
            Dialect.CAP_1_2, Schemas.CAP_1_2, Dialect.CAP_1_1, Schemas.CAP_1_1, Dialect.CAP_1_0, Schemas.CAP_1_0);
    private static final Set<String> NATIONAL_NAMESPACES = Set.of("", "http://com.icss.amp");
    private final Set<String> eventTypes;
    private final String source;
    private final UnaryOperator<byte[]> fingerprint;
    private final String fileName;
    private final Findings findings = new Findings();
    private Draft draft;

    /**
     * A reader for one body.
     *
     * @param eventTypes the known ones; another is noted, not refused
     * @param source the account: it is the sender of a request that names none
     * @param fingerprint a keyed index of bytes
     * @param fileName null when it is no file
     */
    AlertReader(Set<String> eventTypes, String source, UnaryOperator<byte[]> fingerprint, String fileName) {
        this.eventTypes = eventTypes;
        this.source = source;
        this.fingerprint = fingerprint;
        this.fileName = fileName;
    }

    /**
     * Reads a body.
     *
     * @throws Refusal 413 too large, 415 of a wrong type, 400 not readable or wrong by its schema, 422 contradictory
     */
    Reading read(byte[] body, String contentType) {
        if (body.length > LARGEST) {
            throw tooLarge();
        }
        MediaType type = MediaType.of(contentType);
        if (type.form() == MediaType.Form.OTHER) {
            throw wrongType();
        }
        String text = text(body, type);
        MediaType.Form found = form(text);
        if (type.contradicts(found)) {
            throw wrongType();
        }
        byte[] content = found == MediaType.Form.XML ? xml(text) : json(text);
        Rules.check(draft, findings);
        if (fileName != null) {
            FileName.check(fileName, draft, findings);
        }
        findings.refuseIfAny();
        return new Reading(
                draft.toAlert(findings), draft.numbers, content, findings.of(Fault.Weight.DOUBT), draft.personal);
    }

    /** Who and which it claims to be, as far as it was read; null before that. For the record of a refusal. */
    String sender() {
        return draft == null ? null : draft.sender;
    }

    String identifier() {
        return draft == null ? null : draft.identifier;
    }

    private String text(byte[] body, MediaType type) {
        if (body.length == 0) {
            throw Findings.unreadable(Fault.EMPTY_BODY, "");
        }
        Decoded decoded = Decoded.of(body, type.charset());
        if (decoded.doubtful()) {
            findings.add(Fault.ENCODING_DOUBTFUL, "");
        }
        return decoded.text().strip();
    }

    private static MediaType.Form form(String text) {
        if (text.startsWith("<")) {
            return MediaType.Form.XML;
        }
        if (text.startsWith("{")) {
            return MediaType.Form.JSON;
        }
        throw Findings.unreadable(text.isEmpty() ? Fault.EMPTY_BODY : Fault.NOT_XML_NOR_JSON, "");
    }

    private byte[] xml(String text) {
        if (DOCTYPE.matcher(text).find()) {
            throw Findings.unreadable(Fault.DOCTYPE, "");
        }
        Matcher declaration = DECLARATION.matcher(text);
        Element root = wellFormed(declaration.find() ? text.substring(declaration.end()) : text);
        Dialect dialect = CAP.get(root.namespace());
        if (dialect != null && root.name().equals("alert")) {
            SCHEMAS.get(dialect).check(root, findings);
            draft = CapReader.read(root, dialect, eventTypes, findings);
            return Canonical.of(root);
        }
        if (!isNational(root)) {
            throw Findings.unreadable(Fault.ROOT_UNKNOWN, "");
        }
        Element normal = new NationalNormaliser(findings).normalise(root);
        Schemas.NATIONAL.check(normal, findings);
        draft = NationalReader.read(normal, root.name(), eventTypes, findings);
        return Canonical.of(normal);
    }

    private Element wellFormed(String text) {
        try {
            return Xml.parse(text);
        } catch (XMLStreamException e) {
            return repaired(text);
        }
    }

    /** Only the national profile is repaired; in CAP unescaped text is the sender's fault to mend. */
    private Element repaired(String text) {
        MarkupRepair.Repaired repaired = MarkupRepair.of(text);
        try {
            Element root = repaired.changed() ? Xml.parse(repaired.text()) : null;
            if (root != null && isNational(root)) {
                findings.add(repaired.doubtful() ? Fault.REPAIRED_MARKUP : Fault.ESCAPING_REPAIRED, "");
                return root;
            }
        } catch (XMLStreamException e) {
            // not readable either way: said below
        }
        throw Findings.unreadable(Fault.NOT_WELL_FORMED, "");
    }

    private static boolean isNational(Element root) {
        return NATIONAL_NAMESPACES.contains(root.namespace())
                && Vocabulary.NATIONAL_ROOTS.contains(root.name().toLowerCase(Locale.ROOT));
    }

    private byte[] json(String text) {
        JsonNode node = JsonText.parse(text, findings);
        byte[] content = Canonical.of(node);
        if (!AreaRequestReader.isAreaRequest(node)) {
            draft = JsonReader.read(node, eventTypes, findings);
            return content;
        }
        draft = AreaRequestReader.read(node, findings);
        draft.sender = source;
        draft.identifier = "area-" + HexFormat.of().formatHex(fingerprint.apply(content));
        return content;
    }

    static Refusal tooLarge() {
        return new Refusal(413, "too-large", "消息超过 1 MiB", "the body is larger than 1 MiB");
    }

    private static Refusal wrongType() {
        return new Refusal(
                415,
                "wrong-type",
                "内容类型应为 XML 或 JSON，且与内容一致",
                "the content type must be XML or JSON and be what the body is");
    }
}
