package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.stereotype.Component;

/** Reads the JSON bodies of requests. */
@Component
class Requests {
    private final ObjectMapper json;

    Requests(ObjectMapper json) {
        this.json = json;
    }

    /** @throws Refusal 400 when the body is not JSON of this shape */
    <T> T read(String body, Class<T> type) {
        try {
            T request = json.readValue(body == null ? "" : body, type);
            // PostgreSQL keeps no U+0000
            if (request == null || json.writeValueAsString(request).contains("\\u0000")) {
                throw malformed();
            }
            return request;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw malformed();
        }
    }

    /** The text, or a refusal (422) naming the field when it is blank. */
    static String needed(String text, String code, String zh, String en) {
        if (text == null || text.isBlank()) {
            throw new Refusal(422, code, zh, en);
        }
        return text.strip();
    }

    private static Refusal malformed() {
        return new Refusal(400, "body-malformed", "请求正文不是所要求的 JSON。", "The body is not the JSON this call asks for.");
    }
}
