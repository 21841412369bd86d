package cn.gulou.hub.ingest;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sender says its body is.
 *
 * @param charset as said, or null
 */
record MediaType(Form form, String charset) {
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([\\w.:-]+)\"?");

    enum Form {
        XML,
        JSON,
        /** Nothing said: the first character tells. */
        UNSAID,
        OTHER
    }

    static MediaType of(String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return new MediaType(Form.UNSAID, null);
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        Matcher charset = CHARSET.matcher(contentType);
        return new MediaType(form(type), charset.find() ? charset.group(1) : null);
    }

    private static Form form(String type) {
        if (type.equals("application/xml") || type.equals("text/xml") || type.matches("application/[\\w.-]+\\+xml")) {
            return Form.XML;
        }
        if (type.equals("application/json") || type.matches("application/[\\w.-]+\\+json")) {
            return Form.JSON;
        }
        return type.equals("application/octet-stream") ? Form.UNSAID : Form.OTHER;
    }

    /** True when it contradicts a body that begins like this. */
    boolean contradicts(Form found) {
        return form == Form.OTHER || form != Form.UNSAID && form != found;
    }
}
