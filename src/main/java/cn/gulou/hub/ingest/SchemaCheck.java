package cn.gulou.hub.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.validation.Schema;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.AttributesImpl;

/**
 * Holds an element against a schema and turns each complaint of the validator into one of ours. Of the validator's
 * sentences only the code and the schema's own words are used: the rest echoes the message.
 */
final class SchemaCheck implements ErrorHandler {
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}(?!.*\\{)");
    private static final Pattern LISTED = Pattern.compile("'\\[([\\w ,-]+)]'");
    private static final Pattern SCHEMA_NAME = Pattern.compile("(\\w+)$");

    private final ValidatorHandler validator;
    private final Map<String, List<String>> required;
    private final Findings findings;
    private Element current;
    private Element parent;

    private SchemaCheck(Schema schema, Map<String, List<String>> required, Findings findings) {
        this.validator = schema.newValidatorHandler();
        this.required = required;
        this.findings = findings;
        validator.setErrorHandler(this);
    }

    static void of(Schema schema, Map<String, List<String>> required, Element root, Findings findings) {
        SchemaCheck check = new SchemaCheck(schema, required, findings);
        try {
            check.validator.startDocument();
            check.walk(root, null);
            check.validator.endDocument();
        } catch (SAXException e) {
            findings.add(Fault.ELEMENT_UNEXPECTED, root.path(), "alert");
        }
    }

    private void walk(Element element, Element above) throws SAXException {
        missing(element).forEach(name -> findings.add(Fault.ELEMENT_MISSING, element.path(), name));
        current = element;
        parent = above;
        AttributesImpl attributes = new AttributesImpl();
        element.attributes().forEach(name -> attributes.addAttribute("", name, name, "CDATA", ""));
        validator.startElement(element.namespace(), element.name(), element.name(), attributes);
        char[] text = element.text().toCharArray();
        validator.characters(text, 0, text.length);
        for (Element child : element.children()) {
            walk(child, element);
        }
        current = element;
        parent = above;
        validator.endElement(element.namespace(), element.name(), element.name());
    }

    private Set<String> missing(Element element) {
        Set<String> names = new TreeSet<>(required.getOrDefault(element.name(), List.of()));
        element.children().forEach(child -> names.remove(child.name()));
        return names;
    }

    @Override
    public void error(SAXParseException complaint) {
        String message = String.valueOf(complaint.getMessage());
        String code = message.split(":", 2)[0];
        switch (code) {
            case "cvc-complex-type.2.4.a", "cvc-complex-type.2.4.d", "cvc-complex-type.2.4.c" ->
                misplaced(current, parent, message);
            case "cvc-complex-type.2.4.b" -> misplaced(current, current, message);
            case "cvc-enumeration-valid" -> findings.add(Fault.VALUE_NOT_LISTED, current.path(), listed(message));
            case "cvc-minLength-valid" -> findings.add(Fault.VALUE_EMPTY, current.path());
            case "cvc-maxLength-valid" -> findings.add(Fault.TOO_LONG, current.path(), 200);
            case "cvc-complex-type.3.2.2" -> findings.add(Fault.ATTRIBUTE_UNEXPECTED, current.path());
            case "cvc-complex-type.2.3", "cvc-complex-type.2.1" -> findings.add(Fault.TEXT_MISPLACED, current.path());
            case "cvc-elt.1", "cvc-elt.1.a" -> findings.add(Fault.ROOT_UNKNOWN, current.path());
            case "cvc-type.3.1.3", "cvc-complex-type.2.2" -> {
                // says again that the value is wrong
            }
            default -> findings.add(Fault.VALUE_MALFORMED, current.path());
        }
    }

    @Override
    public void warning(SAXParseException complaint) {
        error(complaint);
    }

    @Override
    public void fatalError(SAXParseException complaint) {
        error(complaint);
    }

    private void misplaced(Element where, Element within, String message) {
        Set<String> expected = expected(message);
        boolean saidAlready = within != null && missing(within).stream().anyMatch(expected::contains);
        if (!saidAlready) {
            findings.add(Fault.ELEMENT_UNEXPECTED, where.path(), String.join(", ", expected));
        }
    }

    private static Set<String> expected(String message) {
        Matcher braces = BRACES.matcher(message);
        if (!braces.find()) {
            return Set.of();
        }
        return Arrays.stream(braces.group(1).split(","))
                .map(String::strip)
                .map(SCHEMA_NAME::matcher)
                .filter(Matcher::find)
                .map(matcher -> Vocabulary.known(matcher.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String listed(String message) {
        Matcher matcher = LISTED.matcher(message);
        String last = "";
        while (matcher.find()) {
            last = matcher.group(1);
        }
        return last;
    }
}
