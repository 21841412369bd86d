package cn.gulou.hub.alert;

import java.util.List;

/**
 * Says no to a request, with every reason. The shared error route turns it into problem+json; its message holds codes
 * only, never input.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int statusCode;
    private final transient List<Violation> violations;

    /** @param statusCode HTTP status, 400 to 503 */
    public Refusal(int statusCode, List<Violation> violations) {
        super(statusCode + " " + violations.stream().map(Violation::code).toList(), null, false, false);
        this.statusCode = statusCode;
        this.violations = List.copyOf(violations);
    }

    /** One reason for the whole request. */
    public Refusal(int statusCode, String code, String zh, String en) {
        this(statusCode, List.of(new Violation(code, "", zh, en)));
    }

    public int statusCode() {
        return statusCode;
    }

    public List<Violation> violations() {
        return violations;
    }
}
