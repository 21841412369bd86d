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

    /**
     * True when a text, this signature removed from its front, still has one: a foreign one at its front or end, or this one
     * again, wherever. Brackets of another shape and characters that are not seen do not hide it.
     */
    boolean standsAgainOrForeignIn(String text) {
        String plain = text.replace('〖', '【').replace('〗', '】');
        return standsAtAnEnd(plain) || alike(plain).contains(alike(value));
    }

    /** All brackets alike and nothing that is not seen, to find the signature within other words. */
    private static String alike(String text) {
        StringBuilder seen = new StringBuilder();
        for (char character : text.toCharArray()) {
            if (!isUnseen(character)) {
                seen.append("【［[〔".indexOf(character) >= 0 ? '<' : "】］]〕".indexOf(character) >= 0 ? '>' : character);
            }
        }
        return seen.toString();
    }

    private static boolean standsAtAnEnd(String text) {
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
