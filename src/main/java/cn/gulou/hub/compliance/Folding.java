package cn.gulou.hub.compliance;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.Transliterator;
import java.util.Locale;

/**
 * What a person reads in a character, whatever was done to hide it from a machine: full width, traditional Chinese, letter
 * case, circled and written-out numbers, letters of other scripts that look alike; what is not seen at all becomes nothing.
 * Terms and texts are folded alike, so that only what differs to the eye differs.
 */
final class Folding {
    private static final Normalizer2 WIDTH_CASE_AND_UNSEEN = Normalizer2.getNFKCCasefoldInstance();
    private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");
    private static final SpoofChecker LOOK_ALIKE = new SpoofChecker.Builder().build();
    private static final String NUMERALS = "〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖";
    private static final String DIGITS = "00123456789123456789";

    /** Folded once each; the other planes are rare. Two threads that fill a place fill it alike. */
    private static final String[] FOLDED = new String[0x10000];

    private Folding() {}

    /** What is left of a code point: letters and digits, or nothing for what merely separates. */
    static String fold(int codePoint) {
        if (codePoint >= FOLDED.length) {
            return folded(codePoint);
        }
        String known = FOLDED[codePoint];
        if (known == null) {
            known = folded(codePoint);
            FOLDED[codePoint] = known;
        }
        return known;
    }

    /** A whole text folded, without where its characters came from. */
    static String fold(String text) {
        StringBuilder folded = new StringBuilder();
        text.codePoints().forEach(codePoint -> folded.append(fold(codePoint)));
        return folded.toString();
    }

    private static String folded(int codePoint) {
        String read = SIMPLIFIED.transliterate(WIDTH_CASE_AND_UNSEEN.normalize(Character.toString(codePoint)));
        StringBuilder plain = new StringBuilder();
        read.codePoints().map(Folding::digit).forEach(plain::appendCodePoint);
        StringBuilder kept = new StringBuilder();
        LOOK_ALIKE
                .getSkeleton(plain)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static int digit(int codePoint) {
        int numeral = NUMERALS.indexOf(codePoint);
        return numeral < 0 ? codePoint : DIGITS.charAt(numeral);
    }
}
