package cn.gulou.hub.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Which service a broadcast is (S2, S3), or that it is a drill, or a notice of the hub's own. The wire name is also part of the queue's name. */
public enum Kind {
    WHOLE_NETWORK("whole-network"),
    TARGETED("targeted"),
    DRILL("drill"),
    /** Notices of the hub to its own duty people; nobody outside can ask for it. */
    DUTY("duty");

    private final String wireName;

    Kind(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /**
     * The kind of this wire name.
     *
     * @throws IllegalArgumentException when there is none
     */
    @JsonCreator
    public static Kind of(String wireName) {
        for (Kind kind : values()) {
            if (kind.wireName.equals(wireName)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind is called so");
    }
}
