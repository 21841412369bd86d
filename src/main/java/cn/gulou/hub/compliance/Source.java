package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Kind;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A department or a system that may send (C-01, S9).
 *
 * @param name the account, or the department that accounts belong to
 * @param party A, the centre, or B, the carrier (C-03a)
 * @param kinds what it may send
 * @param senders codes it may speak for: what its alerts may name as sender or senderCode; empty: any
 * @param unattended whether what it sends goes out without a person, as both parties confirmed beforehand (C-03a)
 * @param standingApproval reference of the approval under which it publishes unattended (C-02); null: each message
 *     brings its own
 * @param standingAuthorisation what the lists of numbers rest on that it sends without saying so: the national profile has
 *     no field for it (C-10); null: each message says it
 * @param notice12379 whether all it sends goes out under short code 12379 (S5)
 */
record Source(
        @NotBlank String name,
        @Pattern(regexp = "[AB]") String party,
        @NotEmpty Set<Kind> kinds,
        @DefaultValue Set<String> senders,
        boolean unattended,
        String standingApproval,
        String standingAuthorisation,
        boolean notice12379) {

    @AssertTrue(
            message = "a source in hub.compliance.sources has a standing-approval only when it is unattended (C-02)")
    boolean isStandingOnlyUnattended() {
        return unattended || standingApproval == null;
    }

    /** One that the settings do not name: nothing of it goes out. */
    static Source unlisted(String name) {
        return new Source(name, null, Set.of(), Set.of(), false, null, null, false);
    }

    /** The same, where a person submits it: what both parties confirmed holds for the machine (C-03a). */
    Source attended() {
        return new Source(name, party, kinds, senders, false, null, standingAuthorisation, notice12379);
    }

    boolean listed() {
        return !kinds.isEmpty();
    }
}
