package cn.gulou.hub.compliance;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Nothing goes out without the reference of the approval the authorities gave it (C-02). */
@Component
@Order(150)
class ApprovalReferencePolicy implements Policy {
    @Override
    public String name() {
        return "approval-reference";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        if (proposal.approvalReference() != null) {
            return Verdict.allowed();
        }
        return Verdict.needsPerson(
                "approval-reference-missing",
                "没有发布审批编号；批准时须填写（C-02）。",
                "The reference of the authorities' approval is missing; whoever approves must give it (C-02).");
    }
}
