package cn.gulou.hub.ingest;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads text as XML into elements. The text has been looked through for a DOCTYPE before; even so nothing outside is ever
 * opened, no entity is known but the five, and XInclude is an element like any other.
 */
final class Xml {
    private static final int DEEPEST = 32;
    private static final int MOST_ATTRIBUTES = 64;
    private static final XMLInputFactory FACTORY = factory();

    private final Deque<Open> open = new ArrayDeque<>();
    private Element root;

    private Xml() {}

    /**
     * The root element.
     *
     * @param text without XML declaration
     * @throws XMLStreamException when it is not well-formed
     * @throws cn.gulou.hub.alert.Refusal when it is nested too deeply or heaps up attributes
     */
    static Element parse(String text) throws XMLStreamException {
        Xml reading = new Xml();
        XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text));
        try {
            while (reader.hasNext()) {
                reading.take(reader, reader.next());
            }
        } finally {
            reader.close();
        }
        if (reading.root == null) {
            throw new XMLStreamException("no root element");
        }
        return reading.root;
    }

    private void take(XMLStreamReader reader, int event) throws XMLStreamException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> begin(reader);
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                if (!open.isEmpty()) {
                    open.peek().text.append(reader.getText());
                }
            }
            case XMLStreamConstants.DTD -> throw Findings.unreadable(Fault.DOCTYPE, "");
            case XMLStreamConstants.ENTITY_REFERENCE -> throw new XMLStreamException("an entity without a meaning");
            default -> {
                // comments and processing instructions say nothing
            }
        }
    }

    private void begin(XMLStreamReader reader) {
        if (open.size() >= DEEPEST) {
            throw Findings.unreadable(Fault.TOO_DEEP, "", DEEPEST);
        }
        if (reader.getAttributeCount() + reader.getNamespaceCount() > MOST_ATTRIBUTES) {
            throw Findings.unreadable(Fault.TOO_MANY_ATTRIBUTES, "", MOST_ATTRIBUTES);
        }
        String namespace = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
        String name = reader.getLocalName();
        String path = open.isEmpty() ? Vocabulary.known(name) : open.peek().pathOfNext(name);
        open.push(new Open(namespace, name, path, attributes(reader)));
    }

    private void end() {
        Open ended = open.pop();
        Element element = ended.close();
        if (open.isEmpty()) {
            root = element;
        } else {
            open.peek().children.add(element);
        }
    }

    private static List<String> attributes(XMLStreamReader reader) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (!XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(reader.getAttributeNamespace(i))) {
                names.add(reader.getAttributeLocalName(i));
            }
        }
        return names;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        // The same on every JDK (since 24 it would be 200, with another answer): MOST_ATTRIBUTES is the limit that
        // speaks.
        factory.setProperty("jdk.xml.elementAttributeLimit", "10000");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside is opened");
        });
        return factory;
    }

    /** An element whose end has not been seen. */
    private static final class Open {
        private final String namespace;
        private final String name;
        private final String path;
        private final List<String> attributes;
        private final StringBuilder text = new StringBuilder();
        private final List<Element> children = new ArrayList<>();
        private final Map<String, Integer> counts = new HashMap<>();

        Open(String namespace, String name, String path, List<String> attributes) {
            this.namespace = namespace;
            this.name = name;
            this.path = path;
            this.attributes = attributes;
        }

        String pathOfNext(String childName) {
            String known = Vocabulary.known(childName);
            int count = counts.merge(known, 1, Integer::sum);
            return path + "/" + known + (count == 1 ? "" : "[" + count + "]");
        }

        Element close() {
            return new Element(namespace, name, path, attributes, text.toString(), children);
        }
    }
}
