package cn.gulou.hub.ingest;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Escapes what a writer of the national profile left unescaped (FORMATS §1a). It only ever escapes: it adds no tag, so a
 * body that was cut short stays cut short.
 */
final class MarkupRepair {
    private static final Pattern TAG =
            Pattern.compile("</?(?:[A-Za-z_][\\w.-]*:)?([A-Za-z_][\\w.-]*)(?:\\s[^<>]*)?/?>");
    private static final Pattern REFERENCE = Pattern.compile("&(?:amp|lt|gt|quot|apos|#\\d{1,7}|#x[0-9A-Fa-f]{1,6});");
    private static final Pattern ENTITY = Pattern.compile("&\\w{1,20};");
    private static final Set<String> FREE_TEXT = Set.of(
            "message", "headline", "description", "instruction", "note", "areaDesc", "senderName", "sender", "web");

    private final String text;
    private final StringBuilder repaired;
    private String inside = "";
    private boolean changed;
    private boolean doubtful;

    private MarkupRepair(String text) {
        this.text = text;
        this.repaired = new StringBuilder(text.length() + 64);
    }

    /** @param doubtful what was escaped may have been meant as markup, or stood where no free text belongs */
    record Repaired(String text, boolean changed, boolean doubtful) {}

    static Repaired of(String text) {
        MarkupRepair repair = new MarkupRepair(text);
        int at = 0;
        while (at < text.length()) {
            at = repair.step(at);
        }
        return new Repaired(repair.repaired.toString(), repair.changed, repair.doubtful);
    }

    private int step(int at) {
        char c = text.charAt(at);
        if (c == '<') {
            return angle(at);
        }
        if (c == '&') {
            return ampersand(at);
        }
        if (c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == '\uFFFE' || c == '\uFFFF') {
            changed = true;
            doubtful = true;
            return at + 1;
        }
        repaired.append(c);
        return at + 1;
    }

    private int angle(int at) {
        for (String[] section : new String[][] {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}}) {
            if (text.startsWith(section[0], at)) {
                int end = text.indexOf(section[1], at);
                return copy(at, end < 0 ? text.length() : end + section[1].length());
            }
        }
        Matcher tag = TAG.matcher(text).region(at, text.length());
        if (tag.lookingAt() && Vocabulary.national(tag.group(1)) != null) {
            inside = text.charAt(at + 1) == '/' ? "" : Vocabulary.national(tag.group(1));
            return copy(at, tag.end());
        }
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        boolean likeMarkup = next == '/' || next == '!' || next == '?' || next < 128 && Character.isLetter(next);
        return escape("&lt;", at, likeMarkup);
    }

    private int ampersand(int at) {
        Matcher reference = REFERENCE.matcher(text).region(at, text.length());
        if (reference.lookingAt()) {
            return copy(at, reference.end());
        }
        boolean likeMarkup = ENTITY.matcher(text).region(at, text.length()).lookingAt();
        return escape("&amp;", at, likeMarkup);
    }

    private int escape(String escaped, int at, boolean likeMarkup) {
        changed = true;
        doubtful |= likeMarkup || !FREE_TEXT.contains(inside);
        repaired.append(escaped);
        return at + 1;
    }

    private int copy(int from, int to) {
        repaired.append(text, from, to);
        return to;
    }
}
