package cn.gulou.hub.console;

import cn.gulou.hub.alert.Violation;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What is wrong, as RFC 9457 problem+json. Says it in both languages, holds every violation and nothing of the input.
 *
 * @param type always {@code about:blank}: the status says it all, the violations' codes say the rest
 * @param errorId where to look in the log; only with 500
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type, String title, int status, String zh, String en, List<Violation> violations, String errorId) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status, List<Violation> violations) {
        Statuses.Words words = Statuses.of(status);
        return new Problem("about:blank", words.title(), status, words.zh(), words.en(), violations, null);
    }

    /** The status speaks for itself. */
    static Problem of(int status) {
        Statuses.Words words = Statuses.of(status);
        return of(status, List.of(new Violation(words.code(), "", words.zh(), words.en())));
    }

    Problem withErrorId(String id) {
        return new Problem(type, title, status, zh, en, violations, id);
    }
}
