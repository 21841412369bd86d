package cn.gulou.hub.compliance;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Only the centre and approved departments send (C-01). */
@Component
@Order(35)
class SourceListedPolicy implements Policy {
    @Override
    public String name() {
        return "source-listed";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        if (proposal.source().listed()) {
            return Verdict.allowed();
        }
        return Verdict.refused(
                "source-unlisted",
                "该来源不在获准发布的部门之列（C-01）；请管理员登记来源后重新提交。",
                "This source is not among those that may send (C-01); have it registered, then send it again.");
    }
}
