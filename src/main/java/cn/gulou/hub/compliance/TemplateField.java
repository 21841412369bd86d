package cn.gulou.hub.compliance;

import java.util.List;

/**
 * What may stand in a blank of a template (C-07): a row of table {@code template_field}.
 *
 * @param name as templates write it: 影响时效
 * @param form what of the words must stand there
 * @param words the field's vocabulary; # is a number of one to four digits
 * @param signs beside letters, the characters that free text of the field may hold; for {@link Form#ONE_OF} those by which
 *     several words may be joined
 */
record TemplateField(String name, Form form, List<String> words, String signs) {
    enum Form {
        /** One of the words, and nothing else. */
        ONE_OF,
        /** Free text that ends with one of the words. */
        ENDING_WITH,
        /** Free text in which one of the words stands. */
        CONTAINING,
        /** Free text. */
        TEXT
    }

    TemplateField {
        words = List.copyOf(words);
    }

    /** True when free text of this field may hold the character. */
    boolean allows(int codePoint) {
        return Character.isLetter(codePoint) || signs.indexOf(codePoint) >= 0;
    }

    /** The field with some of its words, for people. */
    String description() {
        String some = String.join("、", words.subList(0, Math.min(words.size(), 4)));
        String more = words.size() > 4 ? "…" : "";
        return words.isEmpty() ? "[" + name + "]" : "[" + name + "]（" + some + more + "）";
    }
}
