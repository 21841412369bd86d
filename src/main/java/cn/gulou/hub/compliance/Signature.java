package cn.gulou.hub.compliance;

/**
 * The one signature the centre owns (C-05): it stands once, at the front, and is kept apart from the text.
 *
 * @param value with its brackets
 */
record Signature(String value) {

    /** The text without this signature in front: a text that already begins with it is not signed twice. */
    String removedFrom(String text) {
        return text.startsWith(value) ? text.substring(value.length()).strip() : text;
    }

    /** True when a text, its own signature removed, still has one at its front or end: foreign or a second one. */
    static boolean standsIn(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isUnseen(text.charAt(from))) {
            from++;
        }
        while (to > from && isUnseen(text.charAt(to - 1))) {
            to--;
        }
        String seen = text.substring(from, to);
        return seen.startsWith("【") && seen.indexOf('】') > 0 || seen.endsWith("】") && seen.indexOf('【') >= 0;
    }

    /** Spaces and invisible characters do not hide a signature. */
    private static boolean isUnseen(char character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }
}
