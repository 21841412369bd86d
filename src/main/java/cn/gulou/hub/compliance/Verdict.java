package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Violation;
import java.util.List;

/**
 * What a policy says of a proposal.
 *
 * @param outcome how far it may go
 * @param reasons why not further, naming the clause of the contract where there is one; empty when allowed
 */
record Verdict(Outcome outcome, List<Violation> reasons) {
    private static final Verdict ALLOWED = new Verdict(Outcome.ALLOWED, List.of());

    /** Worst last: a broadcast goes as far as its worst verdict lets it. */
    enum Outcome {
        ALLOWED,
        /** A person may let it go. */
        NEEDS_PERSON,
        /** Waits for a person, and no person can let it go while things are as they are. */
        BLOCKED,
        /** Intercepted (C-08). */
        HELD,
        REFUSED
    }

    static Verdict allowed() {
        return ALLOWED;
    }

    static Verdict needsPerson(String code, String zh, String en) {
        return new Verdict(Outcome.NEEDS_PERSON, List.of(new Violation(code, "", zh, en)));
    }

    static Verdict blocked(List<Violation> reasons) {
        return new Verdict(Outcome.BLOCKED, List.copyOf(reasons));
    }

    static Verdict held(List<Violation> reasons) {
        return new Verdict(Outcome.HELD, List.copyOf(reasons));
    }

    static Verdict refused(List<Violation> reasons) {
        return new Verdict(Outcome.REFUSED, List.copyOf(reasons));
    }

    static Verdict refused(String code, String zh, String en) {
        return new Verdict(Outcome.REFUSED, List.of(new Violation(code, "", zh, en)));
    }
}
