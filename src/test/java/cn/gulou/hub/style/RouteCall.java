package cn.gulou.hub.style;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A call of a bean in a route: {@code ref} and {@code method}, or {@code uri: bean:…} with its parameters. */
record RouteCall(String bean, String method) {

    static List<RouteCall> of(RouteItem item) {
        List<RouteCall> found = new ArrayList<>();
        collect(item.body(), found);
        Sources.found("#bean:([A-Za-z]+)", item.body().toString()).forEach(bean -> found.add(new RouteCall(bean, "")));
        return found;
    }

    private static void collect(JsonNode node, List<RouteCall> found) {
        if (node.has("ref") && node.has("method")) {
            found.add(new RouteCall(node.get("ref").asText(), node.get("method").asText()));
        }
        String uri = node.path("uri").asText();
        if (uri.startsWith("bean:")) {
            found.add(new RouteCall(
                    uri.substring("bean:".length()),
                    node.path("parameters").path("method").asText()));
        }
        node.forEach(child -> collect(child, found));
    }

    String methodName() {
        return method.split("\\(")[0];
    }

    /** How many arguments stand in the brackets; -1: no brackets, Camel chooses. */
    int arguments() {
        int open = method.indexOf('(');
        if (open < 0) {
            return -1;
        }
        String inside = method.substring(open + 1, method.lastIndexOf(')')).strip();
        int depth = 0;
        int commas = 0;
        for (char letter : inside.toCharArray()) {
            depth += letter == '(' || letter == '{' ? 1 : letter == ')' || letter == '}' ? -1 : 0;
            commas += letter == ',' && depth == 0 ? 1 : 0;
        }
        return inside.isEmpty() ? 0 : commas + 1;
    }
}
