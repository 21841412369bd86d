package cn.gulou.hub.style;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A top-level item of a route file: a route, a template of one, what happens on errors, or a REST service. */
record RouteItem(RouteFile file, String kind, JsonNode body) {

    /** Something Camel does, with the name of what it is: {@code to}, {@code split}, {@code from} … */
    record Step(String what, JsonNode body) {
        String id() {
            return body.path("id").asText();
        }

        String uri() {
            return body.path("uri").asText();
        }

        @Override
        public String toString() {
            return what + " " + id() + " " + uri();
        }
    }

    String id() {
        return body.path("id").asText();
    }

    boolean isRoute() {
        return kind.equals("route") || kind.equals("routeTemplate");
    }

    /** The route itself, a template's too. */
    JsonNode route() {
        return kind.equals("routeTemplate") ? body.path("route") : body;
    }

    Step from() {
        return new Step("from", route().path("from"));
    }

    List<String> templateParameters() {
        return body.path("parameters").findValuesAsText("name");
    }

    /** Every step at every depth, {@code from} and branches included. */
    List<Step> steps() {
        List<Step> found = new ArrayList<>();
        walk(route(), found);
        return found;
    }

    private static void walk(JsonNode node, List<Step> found) {
        node.fields().forEachRemaining(field -> {
            switch (field.getKey()) {
                case "parameters" -> {}
                case "steps", "onException" -> inside(field.getKey(), field.getValue(), found);
                case "when" -> field.getValue().forEach(branch -> add("when", branch, found));
                case "from", "otherwise" -> add(field.getKey(), field.getValue(), found);
                default -> walk(field.getValue(), found);
            }
        });
    }

    private static void inside(String name, JsonNode value, List<Step> found) {
        if (!value.isArray()) {
            walk(value, found);
            return;
        }
        value.forEach(element -> element.fields().forEachRemaining(step -> add(step.getKey(), step.getValue(), found)));
    }

    private static void add(String what, JsonNode body, List<Step> found) {
        found.add(new Step(what, body));
        walk(body, found);
    }

    @Override
    public String toString() {
        return file.name() + ": " + kind + " " + id();
    }
}
