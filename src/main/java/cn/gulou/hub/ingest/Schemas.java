package cn.gulou.hub.ingest;

import java.net.URL;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** Our own schemas, written from the facts of each dialect; they lie in {@code schema/}. */
enum Schemas {
    CAP_1_2("cap-1.2.xsd", Vocabulary.CAP_REQUIRED),
    CAP_1_1("cap-1.1.xsd", Vocabulary.CAP_REQUIRED),
    CAP_1_0("cap-1.0.xsd", Map.of("alert", Vocabulary.CAP_REQUIRED.get("alert"))),
    NATIONAL("national-profile.xsd", Vocabulary.NATIONAL_REQUIRED);

    private final Schema schema;
    private final Map<String, List<String>> required;

    Schemas(String file, Map<String, List<String>> required) {
        this.schema = load(file);
        this.required = required;
    }

    /** Adds every way in which the element does not fit the schema. */
    void check(Element root, Findings findings) {
        SchemaCheck.of(schema, required, root, findings);
    }

    private static Schema load(String file) {
        URL source = Schemas.class.getResource("/schema/" + file);
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return factory.newSchema(source);
        } catch (SAXException e) {
            throw new IllegalStateException("schema/" + file + " is not a schema", e);
        }
    }
}
