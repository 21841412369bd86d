package cn.gulou.hub.alert;

import java.time.ZoneId;

/** The one zone the contract speaks of. Never the JVM's own. */
public final class Times {
    /** Beijing time (C-11). */
    public static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    private Times() {}
}
