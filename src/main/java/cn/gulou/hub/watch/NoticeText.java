package cn.gulou.hub.watch;

import java.util.List;
import java.util.stream.Collectors;

/** What a notice says: how many alarms, and the first of them. Two segments at most, with the signature. */
final class NoticeText {
    private static final int NAMED = 3;
    private static final int LONGEST = 110;

    private NoticeText() {}

    static String of(List<Notices.Untold> untold) {
        String named = untold.stream().limit(NAMED).map(NoticeText::of).collect(Collectors.joining("；"));
        String rest = untold.size() > NAMED ? "；等" : "";
        String text = "值守告警" + untold.size() + "项：" + named + rest;
        return (text.length() > LONGEST ? text.substring(0, LONGEST) : text) + "。请登录处置。";
    }

    private static String of(Notices.Untold alarm) {
        return (alarm.overdue() ? "已超时：" : "") + alarm.wordsZh() + "（" + alarm.subject() + "）";
    }
}
