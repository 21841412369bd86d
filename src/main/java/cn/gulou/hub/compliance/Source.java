package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Kind;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.Set;

/**
 * Someone who may send (C-01).
 *
 * @param name the account it came from
 * @param party A, the centre, or B, the carrier (C-03a)
 * @param kinds what it may send
 * @param unattended whether what it sends goes out without a person, as both parties confirmed beforehand (C-03a)
 * @param standingApproval reference of the approval under which it publishes unattended (C-02); null: each message
 *     brings its own
 * @param notice12379 whether all it sends goes out under short code 12379 (S5)
 */
record Source(
        @NotBlank String name,
        @Pattern(regexp = "[AB]") String party,
        @NotEmpty Set<Kind> kinds,
        boolean unattended,
        String standingApproval,
        boolean notice12379) {

    /** One that the settings do not name: nothing of it goes out without a person. */
    static Source unlisted(String name) {
        return new Source(name, null, Set.of(), false, null, false);
    }

    boolean listed() {
        return !kinds.isEmpty();
    }
}
