package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How templates are written, as the contract writes them (C-07): text as it stands, blanks in brackets. In a blank + joins
 * fields and / parts alternatives: {@code 预计[影响时效+影响区域+天气现象 / 影响区域+天气现象]，请注意防范。}
 */
final class TemplateNotation {
    private TemplateNotation() {}

    /** A part of a template. */
    sealed interface Part {
        /** Words that must stand there. */
        record Fixed(String text) implements Part {}

        /** A blank: one of the alternatives, each several fields in a row. */
        record Blank(List<List<TemplateField>> alternatives) implements Part {
            public Blank {
                alternatives = alternatives.stream().map(List::copyOf).toList();
            }
        }
    }

    /**
     * Reads a template.
     *
     * @param fields the fields there are, by name
     * @throws Refusal 422 with the place, counted from 1, where it cannot be read
     */
    static List<Part> read(String wording, Map<String, TemplateField> fields) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < wording.length()) {
            int open = wording.indexOf('[', at);
            int stray = wording.indexOf(']', at);
            if (stray >= 0 && (open < 0 || stray < open)) {
                throw unreadable(stray, "多出右括号", "a closing bracket without its opening one");
            }
            if (open < 0) {
                parts.add(new Part.Fixed(wording.substring(at)));
                break;
            }
            if (open > at) {
                parts.add(new Part.Fixed(wording.substring(at, open)));
            }
            int inner = wording.indexOf('[', open + 1);
            if (stray < 0 || inner >= 0 && inner < stray) {
                throw unreadable(open, "括号未闭合", "a bracket is not closed");
            }
            parts.add(new Part.Blank(alternatives(wording.substring(open + 1, stray), open + 1, fields)));
            at = stray + 1;
        }
        return List.copyOf(parts);
    }

    private static List<List<TemplateField>> alternatives(String blank, int at, Map<String, TemplateField> fields) {
        return Arrays.stream(blank.split("/", -1))
                .map(alternative -> Arrays.stream(alternative.split("\\+", -1))
                        .map(String::strip)
                        .map(name -> field(name, at, fields))
                        .toList())
                .toList();
    }

    private static TemplateField field(String name, int at, Map<String, TemplateField> fields) {
        TemplateField field = fields.get(name);
        if (field == null) {
            String known = String.join("、", fields.keySet());
            throw unreadable(at, "没有这样的填空；可用：" + known, "no such field; there are: " + known);
        }
        return field;
    }

    private static Refusal unreadable(int at, String zh, String en) {
        return new Refusal(
                422,
                List.of(new Violation(
                        "template-unreadable",
                        "wording[" + at + "]",
                        "模板第" + (at + 1) + "字处：" + zh + "。",
                        "Template, character " + (at + 1) + ": " + en + ".")));
    }
}
