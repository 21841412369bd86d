package cn.gulou.hub.compliance;

import cn.gulou.hub.compliance.FoldedText.Gap;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ahocorasick.trie.PayloadEmit;
import org.ahocorasick.trie.PayloadTrie;

/**
 * Finds prohibited terms in a text (C-08), in one pass over it however many terms there are. Made once for a list of terms
 * and never changed: any number of threads may search.
 */
final class WordingSearch {
    private final PayloadTrie<ProhibitedTerm> terms;
    private final PayloadTrie<PermittedWording> permitted;

    WordingSearch(List<ProhibitedTerm> terms, List<PermittedWording> permitted) {
        PayloadTrie.PayloadTrieBuilder<ProhibitedTerm> wanted = PayloadTrie.builder();
        terms.forEach(term -> wanted.addKeyword(Folding.fold(term.term()), term));
        this.terms = wanted.build();
        PayloadTrie.PayloadTrieBuilder<PermittedWording> legal = PayloadTrie.builder();
        permitted.forEach(wording -> legal.addKeyword(Folding.fold(wording.wording()), wording));
        this.permitted = legal.build();
    }

    /** Every term that stands in the text and is not made legal by what stands about it, in the order of the text. */
    List<Hit> search(String text) {
        FoldedText folded = FoldedText.of(text);
        var found = terms.parseText(folded.text());
        if (found.isEmpty()) {
            return List.of();
        }
        var legal = permitted.parseText(folded.text());
        return found.stream()
                .filter(emit -> stands(folded, emit))
                .filter(emit -> legal.stream().noneMatch(wording -> permits(folded, wording, emit)))
                .map(emit -> new Hit(folded.start(emit.getStart()), folded.end(emit.getEnd()), emit.getPayload()))
                .sorted(Comparator.comparingInt(Hit::start).thenComparingInt(Hit::end))
                .toList();
    }

    /**
     * Whether the term really stands there. What fills the gaps between its characters does not hide it; marks that part
     * words do part it (道路结冰，毒气泄漏), unless they stand between all of three characters and more: that is a trick.
     */
    private static boolean stands(FoldedText folded, PayloadEmit<ProhibitedTerm> emit) {
        int from = emit.getStart();
        int to = emit.getEnd() + 1;
        if (!folded.begins(from) || !folded.begins(to)) {
            return false;
        }
        if (isWord(emit.getKeyword()) && (joins(folded, from) || joins(folded, to))) {
            return false;
        }
        List<Gap> gaps = IntStream.range(from + 1, to)
                .filter(folded::begins)
                .mapToObj(folded::gapBefore)
                .toList();
        return gaps.stream().noneMatch(gap -> gap.compareTo(Gap.LIST) >= 0)
                || gaps.size() >= 2 && gaps.stream().noneMatch(gap -> gap == Gap.NONE);
    }

    /** Letters and digits of no Chinese are found as whole words only, or av would be found in have. */
    private static boolean isWord(String term) {
        return term.chars().allMatch(character -> character < 0x80);
    }

    /** True when two ASCII letters or digits meet before this place with nothing between them. */
    private static boolean joins(FoldedText folded, int place) {
        return place > 0
                && place < folded.text().length()
                && folded.gapBefore(place) == Gap.NONE
                && folded.text().charAt(place - 1) < 0x80
                && folded.text().charAt(place) < 0x80;
    }

    private static boolean permits(
            FoldedText folded, PayloadEmit<PermittedWording> legal, PayloadEmit<ProhibitedTerm> emit) {
        PermittedWording wording = legal.getPayload();
        if (legal.getStart() <= emit.getStart() && emit.getEnd() <= legal.getEnd()) {
            return true;
        }
        return switch (wording.place()) {
            case AROUND -> false;
            case BEFORE ->
                emit.getPayload().unlessWarnedOf()
                        && reaches(folded, legal.getEnd(), emit.getStart(), wording.reach(), Gap.CLAUSE);
            case AFTER ->
                emit.getPayload().unlessWarnedOf()
                        && reaches(folded, emit.getEnd(), legal.getStart(), wording.reach(), Gap.SENTENCE);
        };
    }

    /** True when from the end of one to the start of the other there are few characters and no such mark. */
    private static boolean reaches(FoldedText folded, int end, int start, int reach, Gap barrier) {
        return start > end
                && start - end - 1 <= reach
                && IntStream.rangeClosed(end + 1, start)
                        .noneMatch(place -> folded.gapBefore(place).compareTo(barrier) >= 0);
    }
}
