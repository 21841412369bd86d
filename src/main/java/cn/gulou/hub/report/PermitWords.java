package cn.gulou.hub.report;

import cn.gulou.hub.alert.Times;
import cn.gulou.hub.alert.Violation;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Map;

/** Says in words why a broadcast may not send now, and until when where that is known. */
final class PermitWords {
    private static final Map<String, Violation> WORDS = Map.of(
            "no-permit", word("no-permit", "尚未获准发送。", "It is not yet permitted to send."),
            "stale-approval",
                    word("stale-approval", "审批之后内容有变，须重新审批。", "It changed after its approval and needs a new one."),
            "ended", word("ended", "已取消或停发，不再发送。", "It was cancelled or stopped and never sends again."),
            "expired", word("expired", "已过有效期，不再发送。", "It is past its expiry and never sends again."),
            "paused", word("paused", "已暂停。", "It is paused."),
            "before-send-after",
                    word("before-send-after", "未到约定的发送时间。", "The time it is to be sent after has not come."),
            "outside-window",
                    word(
                            "outside-window",
                            "不在发送时段内，顺延至下一时段。",
                            "It is outside the send window and waits for the next."));

    private PermitWords() {}

    /** The refusal in words, or null when the broadcast may send. */
    static Violation of(String code) {
        return code == null ? null : WORDS.getOrDefault(code, word(code, "暂不能发送。", "It may not send now."));
    }

    /**
     * When it may send at the earliest, or null when that is open: after sendAfter, inside the window, or with the next
     * grant, should that come first.
     */
    static Instant until(Row broadcast, Instant now) {
        String code = broadcast.text("permit_refusal");
        if (!"before-send-after".equals(code) && !"outside-window".equals(code)) {
            return null;
        }
        Instant notBefore = broadcast.instant("not_before");
        Instant earliest = notBefore != null && notBefore.isAfter(now) ? notBefore : now;
        Instant opening = insideWindow(broadcast, earliest);
        Instant grant = broadcast.instant("next_grant");
        return grant != null && !grant.isBefore(earliest) && grant.isBefore(opening) ? grant : opening;
    }

    private static Instant insideWindow(Row broadcast, Instant at) {
        if (broadcast.text("window_opens") == null) {
            return at;
        }
        LocalTime opens = LocalTime.parse(broadcast.text("window_opens"));
        LocalTime closes = LocalTime.parse(broadcast.text("window_closes"));
        ZonedDateTime local = at.atZone(Times.BEIJING);
        LocalTime time = local.toLocalTime();
        if (!time.isBefore(opens) && time.isBefore(closes)) {
            return at;
        }
        ZonedDateTime day = time.isBefore(opens) ? local : local.plusDays(1);
        return day.with(opens).toInstant();
    }

    private static Violation word(String code, String zh, String en) {
        return new Violation(code, "", zh, en);
    }
}
