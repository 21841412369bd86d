package cn.gulou.hub.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whom an Update or a Cancel goes to, beside its own audience: those told before, all it names, or nobody. */
public enum Reach {
    TOLD,
    ALL,
    NOBODY;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The reach of this wire name.
     *
     * @throws IllegalArgumentException when there is none
     */
    @JsonCreator
    public static Reach of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
