package cn.gulou.hub.console;

import cn.gulou.hub.alert.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a query string strictly: servlet containers skip what they cannot decode, and then half a question is answered. */
final class QueryString {
    private QueryString() {}

    static Map<String, List<String>> decode(String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) {
            return values;
        }
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = part(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : part(pair.substring(equals + 1));
            values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return values;
    }

    private static String part(String encoded) {
        String decoded;
        try {
            decoded = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
        if (decoded.indexOf('\uFFFD') >= 0 || decoded.chars().anyMatch(Character::isISOControl)) {
            throw malformed();
        }
        return decoded;
    }

    private static Refusal malformed() {
        return new Refusal(
                400,
                "query-malformed",
                "网址问号之后的部分编码有误",
                "what stands behind the question mark is not properly encoded");
    }
}
