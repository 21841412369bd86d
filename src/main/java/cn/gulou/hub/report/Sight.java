package cn.gulou.hub.report;

import cn.gulou.hub.alert.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Who sees what: an account that is an upstream system and nothing else sees what it sent itself, the rest all. */
@Component("sight")
public class Sight {
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    /**
     * The source whose alerts this account sees, or null when it sees all. Without a role it sees nothing.
     *
     * @param roles comma list
     */
    public String source(String account, String roles) {
        List<String> held = Arrays.stream(roles == null ? new String[0] : roles.split(","))
                .map(String::strip)
                .filter(role -> !role.isEmpty())
                .toList();
        boolean onlyItsOwn = held.isEmpty() || held.equals(List.of("upstream"));
        return onlyItsOwn ? (account == null ? "" : account) : null;
    }

    /** An id as a number; what cannot be an id is not found. */
    public Long id(String text) {
        if (text == null || !ID.matcher(text).matches()) {
            throw notFound();
        }
        return Long.valueOf(text);
    }

    /** The row that was found; not found and not to be seen are the same answer. */
    public Map<String, Object> found(Map<String, Object> row) {
        if (row == null || row.isEmpty()) {
            throw notFound();
        }
        return row;
    }

    private static Refusal notFound() {
        return new Refusal(404, "not-found", "没有此编号，或该账号无权查看。", "There is no such id, or this account may not see it.");
    }
}
