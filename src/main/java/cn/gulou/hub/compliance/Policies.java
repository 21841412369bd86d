package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Violation;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** All policies, in their order. Every one is asked: whoever must mend an alert hears all of it at once. */
@Component
class Policies {
    private final List<Policy> policies;

    Policies(List<Policy> policies) {
        this.policies = List.copyOf(policies);
    }

    Judgement judge(Proposal proposal) {
        return new Judgement(policies.stream()
                .map(policy -> new Named(policy.name(), policy.judge(proposal)))
                .toList());
    }

    /** What one policy says. */
    record Named(String policy, Verdict verdict) {}

    /** What all policies say together. */
    record Judgement(List<Named> verdicts) {

        /** The worst of the outcomes. */
        Verdict.Outcome outcome() {
            return verdicts.stream()
                    .map(named -> named.verdict().outcome())
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new IllegalStateException("no policy was asked"));
        }

        /** Every reason that is at least so bad, in the order of the policies. */
        List<Violation> reasonsFrom(Verdict.Outcome least) {
            return verdicts.stream()
                    .map(Named::verdict)
                    .filter(verdict -> verdict.outcome().compareTo(least) >= 0)
                    .flatMap(verdict -> verdict.reasons().stream())
                    .toList();
        }

        /** What each policy that did not simply allow it came to, for the audit. */
        Map<String, String> objections() {
            Map<String, String> objections = new LinkedHashMap<>();
            verdicts.stream()
                    .filter(named -> named.verdict().outcome() != Verdict.Outcome.ALLOWED)
                    .forEach(named -> objections.put(
                            named.policy(), named.verdict().outcome().name()));
            return objections;
        }
    }
}
