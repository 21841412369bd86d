package cn.gulou.hub.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A name and a value: valueName and value in CAP 1.1 and 1.2, {@code name=value} in 1.0. The value is null when empty. */
record Pair(String name, String value) {

    static List<Pair> of(Element parent, String elementName) {
        List<Pair> pairs = new ArrayList<>();
        for (Element element : parent.all(elementName)) {
            String[] parts = element.text().strip().split("=", 2);
            if (element.first("valueName") != null) {
                String name = element.text("valueName");
                pairs.add(new Pair(name == null ? "" : name, element.text("value")));
            } else if (parts.length == 2) {
                pairs.add(new Pair(parts[0].strip(), parts[1].isBlank() ? null : parts[1].strip()));
            }
        }
        return pairs;
    }

    /** True when the value is a division code of GB/T 2260; six digits may mean something else elsewhere (FIPS, SAME). */
    boolean isDivision() {
        String lower = name.toLowerCase(Locale.ROOT);
        return (lower.contains("2260") || lower.startsWith("12379")) && value.matches("\\d{6}|\\d{12}|\\d{14}");
    }
}
