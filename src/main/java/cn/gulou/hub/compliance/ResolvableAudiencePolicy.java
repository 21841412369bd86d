package cn.gulou.hub.compliance;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What cannot be resolved is never widened: it waits (FORMATS §1). */
@Component
@Order(130)
class ResolvableAudiencePolicy implements Policy {
    @Override
    public String name() {
        return "audience-resolvable";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        boolean resolvable =
                proposal.audience().resolvable() && proposal.missingGroups().isEmpty();
        if (resolvable || proposal.audience().namesNobody()) {
            return Verdict.allowed();
        }
        return Verdict.blocked(
                "audience-unresolvable",
                "发布对象中有目前无法确定人员的区域或群组；在能够确定之前不得批准，也不会扩大范围。",
                "The audience holds an area or a group whose people cannot be told yet; it cannot be approved until they"
                        + " can, and it is never widened.");
    }
}
