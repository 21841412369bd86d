package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Violation;
import java.util.List;

/**
 * What became of a message at the door.
 *
 * @param statusCode 202 taken, 200 known already, else the refusal's
 * @param answer null when refused
 * @param fresh taken just now and not quarantined: it is to be queued
 * @param violations why it was refused, or quarantined
 * @param personal whether a copy of it must be sealed; a message that could not be read may hold anything
 */
public record Acceptance(int statusCode, Answer answer, boolean fresh, List<Violation> violations, boolean personal) {

    static Acceptance refused(int statusCode, List<Violation> violations) {
        return new Acceptance(statusCode, null, false, violations, true);
    }

    /** Not stored, by no fault of its sender: an engineer finds it parked. */
    static Acceptance failed() {
        return refused(
                500,
                List.of(new Violation(
                        "internal",
                        "",
                        "无法入库，已封存，由工程师处理",
                        "it could not be stored; it is kept, sealed, for an engineer")));
    }

    boolean refused() {
        return answer == null;
    }

    boolean quarantined() {
        return answer != null && answer.state().equals("quarantined");
    }
}
