package cn.gulou.hub.console;

import java.util.Locale;
import org.springframework.security.core.GrantedAuthority;

/** What a named account may be (S9). Who may do what: {@link RoleMatrix}. */
enum Role implements GrantedAuthority {
    /** A system that posts alerts; sees only its own. */
    UPSTREAM,
    /** Writes alerts by hand. */
    DRAFTER,
    /** Decides what goes out. */
    APPROVER,
    /** Watches and steers sending. */
    OPERATOR,
    /** Reads everything, changes nothing. */
    AUDITOR,
    /** Starts and stops ports and routes. */
    ENGINEER,
    /** Keeps accounts; in the console an engineer. */
    ADMIN,
    /** Has a first password, and may only choose one of its own. No setting gives it. */
    NEWCOMER;

    /** As in settings and in the exchange variable {@code roles}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    @Override
    public String getAuthority() {
        return "ROLE_" + name();
    }
}
