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

    private final StringBuilder text = new StringBuilder();
    private int[] starts;
    private int[] ends;
    private Gap[] gaps;

    private FoldedText(int size) {
        starts = new int[size];
        ends = new int[size];
        gaps = new Gap[size];
    }

    static FoldedText of(String original) {
        FoldedText folded = new FoldedText(Math.max(16, original.length() * 2));
        Gap gap = Gap.NONE;
        for (int at = 0, next; at < original.length(); at = next) {
            int codePoint = original.codePointAt(at);
            next = at + Character.charCount(codePoint);
            String kept = Folding.fold(codePoint);
            if (kept.isEmpty()) {
                gap = worse(gap, gapOf(codePoint));
            } else {
                folded.add(kept, at, next, gap);
                gap = Gap.NONE;
            }
        }
        return folded;
    }

    private void add(String kept, int start, int end, Gap before) {
        int from = text.length();
        int to = from + kept.length();
        if (to > starts.length) {
            starts = Arrays.copyOf(starts, to * 2);
            ends = Arrays.copyOf(ends, to * 2);
            gaps = Arrays.copyOf(gaps, to * 2);
        }
        Arrays.fill(starts, from, to, start);
        Arrays.fill(ends, from, to, end);
        Arrays.fill(gaps, from, to, Gap.NONE);
        gaps[from] = before;
        text.append(kept);
    }

    /** Letters and digits only. */
    String text() {
        return text.toString();
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
