package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Violation;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What cannot be resolved is never widened: it waits (FORMATS §1). */
@Component
@Order(130)
class ResolvableAudiencePolicy implements Policy {
    private static final Violation GROUP_MISSING =
            new Violation("group-unknown", "", "指定的群组尚未建立。", "A group that the alert names has not been set up yet.");
    private static final Violation UNRESOLVABLE = new Violation(
            "audience-unresolvable",
            "",
            "目前无法确定发布对象包含哪些人员；在能够确定之前不得批准，也不会扩大范围。",
            "Who the audience is cannot be told yet; until it can, it cannot be approved, and it is never widened.");

    @Override
    public String name() {
        return "audience-resolvable";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        List<Violation> reasons = new ArrayList<>();
        if (!proposal.audience().resolvable()) {
            reasons.add(UNRESOLVABLE);
            reasons.addAll(proposal.audience().unresolved());
        }
        if (!proposal.missingGroups().isEmpty()) {
            reasons.add(GROUP_MISSING);
        }
        return reasons.isEmpty() ? Verdict.allowed() : Verdict.blocked(reasons);
    }
}
