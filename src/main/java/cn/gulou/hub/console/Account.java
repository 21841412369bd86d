package cn.gulou.hub.console;

import java.util.List;
import java.util.Set;

/**
 * An account that may come in now.
 *
 * @param password as stored
 * @param addresses where it may come from; empty: anywhere (C-01)
 */
record Account(String name, String password, Set<Role> roles, List<String> addresses) {
    @Override
    public String toString() {
        return "Account[" + name + "]";
    }
}
