package cn.gulou.hub.compliance;

import java.util.List;

/** Shows what was found in a text. */
final class Highlight {
    private Highlight() {}

    /** The text with ⟦ ⟧ around what was found; finds that overlap an earlier one are left out. */
    static String of(String text, List<Interceptions.Find> finds) {
        StringBuilder marked = new StringBuilder();
        int at = 0;
        for (Interceptions.Find find : finds) {
            if (find.start() >= at && find.end() <= text.length()) {
                marked.append(text, at, find.start())
                        .append('⟦')
                        .append(text, find.start(), find.end())
                        .append('⟧');
                at = find.end();
            }
        }
        return marked.append(text.substring(at)).toString();
    }
}
