package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Violation;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** All policies, in their order. Every one is asked: whoever must mend an alert hears all of it at once. */
@Component
class Policies {
    private final List<Policy> policies;

    Policies(List<Policy> policies) {
        this.policies = List.copyOf(policies);
    }

    Judgement judge(Proposal proposal) {
        return new Judgement(
                policies.stream().map(policy -> policy.judge(proposal)).toList());
    }

    /** What all policies say together. */
    record Judgement(List<Verdict> verdicts) {

        /** The worst of the outcomes. */
        Verdict.Outcome outcome() {
            return verdicts.stream()
                    .map(Verdict::outcome)
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new IllegalStateException("no policy was asked"));
        }

        /** Every reason that is at least so bad, in the order of the policies. */
        List<Violation> reasonsFrom(Verdict.Outcome least) {
            return verdicts.stream()
                    .filter(verdict -> verdict.outcome().compareTo(least) >= 0)
                    .flatMap(verdict -> verdict.reasons().stream())
                    .toList();
        }
    }
}
