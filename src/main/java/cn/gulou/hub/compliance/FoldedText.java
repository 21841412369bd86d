package cn.gulou.hub.compliance;

import java.util.Arrays;

/**
 * A text folded for the search, each character with where it stands in the original, and what stood before it and was left
 * out.
 */
final class FoldedText {
    /** What lies between two characters that were kept; worst last. */
    enum Gap {
        NONE,
        /** Spaces, dots, symbols, pictures: nothing that parts words in Chinese. */
        FILLER,
        /** From here on words on the two sides do not belong together: 道路结冰、毒气泄漏. */
        LIST,
        CLAUSE,
        SENTENCE
    }

    private static final String CLAUSE_ENDS = "，；：,;";
    private static final String SENTENCE_ENDS = "。！？!?\n\r";

    private final String text;
    private final int[] starts;
    private final int[] ends;
    private final Gap[] gaps;

    private FoldedText(String text, int[] starts, int[] ends, Gap[] gaps) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
        this.gaps = gaps;
    }

    static FoldedText of(String original) {
        StringBuilder folded = new StringBuilder();
        int[] starts = new int[Math.max(16, original.length() * 2)];
        int[] ends = new int[starts.length];
        Gap[] gaps = new Gap[starts.length];
        Gap gap = Gap.NONE;
        for (int at = 0, next; at < original.length(); at = next) {
            int codePoint = original.codePointAt(at);
            next = at + Character.charCount(codePoint);
            String kept = Folding.fold(codePoint);
            if (kept.isEmpty()) {
                gap = worse(gap, gapOf(codePoint));
                continue;
            }
            int size = folded.length() + kept.length();
            if (size > starts.length) {
                starts = Arrays.copyOf(starts, size * 2);
                ends = Arrays.copyOf(ends, size * 2);
                gaps = Arrays.copyOf(gaps, size * 2);
            }
            for (int k = folded.length(); k < size; k++) {
                starts[k] = at;
                ends[k] = next;
                gaps[k] = k == folded.length() ? gap : Gap.NONE;
            }
            folded.append(kept);
            gap = Gap.NONE;
        }
        return new FoldedText(folded.toString(), starts, ends, gaps);
    }

    /** Letters and digits only. */
    String text() {
        return text;
    }

    /** Where the character at this place begins in the original, in UTF-16 code units from 0. */
    int start(int place) {
        return starts[place];
    }

    /** Where it ends there, exclusive. */
    int end(int place) {
        return ends[place];
    }

    /** What was left out before it. */
    Gap gapBefore(int place) {
        return gaps[place];
    }

    /** True when a character of the original begins here: some are folded into several. */
    boolean begins(int place) {
        return place == 0 || place >= text.length() || starts[place] != starts[place - 1];
    }

    private static Gap gapOf(int codePoint) {
        if (SENTENCE_ENDS.indexOf(codePoint) >= 0) {
            return Gap.SENTENCE;
        }
        if (CLAUSE_ENDS.indexOf(codePoint) >= 0) {
            return Gap.CLAUSE;
        }
        return codePoint == '、' ? Gap.LIST : Gap.FILLER;
    }

    private static Gap worse(Gap one, Gap other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
