package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Violation;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Answers as the national platform does: {@code /msg/data/rows/{status,error_code,note}}, status 0 when taken (FORMATS §2). */
final class NationalAnswer {
    private NationalAnswer() {}

    static String of(Acceptance acceptance) {
        if (acceptance.refused()) {
            return xml("1", codes(acceptance.violations()), sentences(acceptance.violations()));
        }
        Answer answer = acceptance.answer();
        String note = "alertId=" + answer.alertId() + " state=" + answer.state();
        return acceptance.quarantined()
                ? xml("0", codes(acceptance.violations()), note + " " + sentences(acceptance.violations()))
                : xml("0", "", note);
    }

    private static String codes(List<Violation> violations) {
        return violations.stream().map(Violation::code).distinct().collect(Collectors.joining(","));
    }

    private static String sentences(List<Violation> violations) {
        return violations.stream()
                .map(violation -> (violation.where().isEmpty() ? "" : violation.where() + ": ") + violation.zh() + " / "
                        + violation.en())
                .collect(Collectors.joining("; "));
    }

    private static String xml(String status, String errorCode, String note) {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            for (String element : new String[] {"msg", "data", "rows"}) {
                xml.writeStartElement(element);
            }
            element(xml, "status", status);
            element(xml, "error_code", errorCode);
            element(xml, "note", note);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
        return out.toString();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
