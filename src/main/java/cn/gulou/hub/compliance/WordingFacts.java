package cn.gulou.hub.compliance;

import java.util.List;

/**
 * What the words of a text are, as the lists stand now.
 *
 * @param prohibited what was found in it and no person released (C-08)
 * @param template the agreed wording it fits, with its version; null when it fits none or needs none (C-07)
 * @param nearest where it leaves the wording that it comes nearest to; null when it fits, needs none, or there is none
 */
record WordingFacts(List<Hit> prohibited, String template, NearMiss nearest) {
    static final WordingFacts NOTHING = new WordingFacts(List.of(), null, null);

    WordingFacts {
        prohibited = List.copyOf(prohibited);
    }

    /**
     * The one character where a text leaves a template.
     *
     * @param position of it, in UTF-16 code units from 0; the text's length when it ends too soon
     * @param found the character, or its number when it cannot be seen; null: the end
     */
    record NearMiss(String template, int position, String expected, String found) {}
}
