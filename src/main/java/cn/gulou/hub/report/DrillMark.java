package cn.gulou.hub.report;

import java.util.Map;

/** What marks a drill wherever it is shown, told or counted. */
final class DrillMark {
    static final String MARK = "【演练】";

    private DrillMark() {}

    /** Puts {@code drill} and {@code mark} into what is shown. */
    static void put(Map<String, Object> view, boolean drill) {
        view.put("drill", drill);
        view.put("mark", of(drill));
    }

    static String of(boolean drill) {
        return drill ? MARK : "";
    }
}
