package cn.gulou.hub.watch;

import cn.gulou.hub.alert.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Alarms as people see them, and what people do about them. Whoever owns the kind acts, or an admin. */
@Component("alarmDesk")
public class AlarmDesk {
    private final Ledger ledger;
    private final AlarmViews views;

    AlarmDesk(Ledger ledger, AlarmViews views) {
        this.ledger = ledger;
        this.views = views;
    }

    /** What a person gives with the end of an alarm. */
    public record Why(String reason) {}

    private record Standing(String owner, String endsBy, boolean ended, String acknowledgedBy) {}

    /** @param state open or ended; null is both. The newest first */
    public Map<String, Object> list(String state, String page) {
        return views.page(state, page == null ? 0 : Integer.parseInt(page));
    }

    /**
     * Says that a person has seen it and acts. The clock runs on: it ends with the alarm.
     *
     * @throws Refusal 404 no such alarm; 403 it is another role's; 409 it is over, or another person has it
     */
    @Transactional
    public Map<String, Object> acknowledge(String alarmId, String account, String roles) {
        long id = Long.parseLong(alarmId);
        Standing alarm = standing(id, roles);
        if (alarm.acknowledgedBy() != null && !alarm.acknowledgedBy().equals(account)) {
            throw new Refusal(409, "alarm-taken", "该告警已由他人受理。", "Another person has acknowledged this alarm.");
        }
        ledger.sql("acknowledge-alarm")
                .param("alarmId", id)
                .param("account", account)
                .param("now", ledger.now())
                .update();
        return views.one(id);
    }

    /**
     * Ends an alarm that only a person can end.
     *
     * @throws Refusal 404 no such alarm; 403 it is another role's; 409 it is over, or ends by itself; 422 no reason given
     */
    @Transactional
    public Map<String, Object> end(String alarmId, Why why, String account, String roles) {
        long id = Long.parseLong(alarmId);
        Standing alarm = standing(id, roles);
        if (why == null || why.reason() == null || why.reason().isBlank()) {
            throw new Refusal(422, "reason-missing", "须说明理由。", "Say why.");
        }
        if (!alarm.endsBy().equals("person")) {
            throw new Refusal(
                    409,
                    "alarm-ends-by-itself",
                    "该告警在原因消除后自动结束；请先处理原因，可先受理。",
                    "This alarm ends by itself when its cause is gone; mend that, and acknowledge the alarm meanwhile.");
        }
        ledger.sql("end-alarm")
                .param("alarmId", id)
                .param("account", account)
                .param("reason", why.reason().strip())
                .param("now", ledger.now())
                .update();
        return views.one(id);
    }

    private Standing standing(long alarmId, String roles) {
        Standing alarm = ledger.sql("lock-alarm")
                .param("alarmId", alarmId)
                .query(Standing.class)
                .optional()
                .orElseThrow(() -> new Refusal(404, "alarm-unknown", "没有这个告警。", "There is no such alarm."));
        List<String> held = Arrays.asList(roles.split(","));
        if (!held.contains(alarm.owner()) && !held.contains("admin")) {
            throw new Refusal(
                    403,
                    "alarm-of-another-role",
                    "该告警由角色 " + alarm.owner() + " 负责。",
                    "This alarm is the duty of role " + alarm.owner() + ".");
        }
        if (alarm.ended()) {
            throw new Refusal(409, "alarm-ended", "该告警已结束。", "This alarm is over.");
        }
        return alarm;
    }
}
