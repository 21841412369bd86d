package cn.gulou.hub.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;

/** Reads text as JSON, strictly: one object, no field twice, nothing behind it, nothing nested deeply. */
final class JsonText {
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]");
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxNumberLength(50)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private JsonText() {}

    /** @throws cn.gulou.hub.alert.Refusal when it is not well-formed */
    static JsonNode parse(String text, Findings findings) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (hasControlCharacter(node)) {
                findings.add(Fault.VALUE_MALFORMED, "");
            }
            return node;
        } catch (JsonProcessingException | ArithmeticException | NumberFormatException e) {
            // the last two: an exponent that no number has
            throw Findings.unreadable(Fault.NOT_WELL_FORMED, "");
        }
    }

    private static boolean hasControlCharacter(JsonNode node) {
        if (node.isTextual()) {
            return CONTROL.matcher(node.textValue()).find();
        }
        for (JsonNode child : node) {
            if (hasControlCharacter(child)) {
                return true;
            }
        }
        return false;
    }
}
