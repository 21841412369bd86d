package cn.gulou.hub.compliance;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Only what both parties confirmed beforehand goes out without a person (C-01, C-03a). */
@Component
@Order(50)
class UnattendedPolicy implements Policy {
    @Override
    public String name() {
        return "unattended";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        if (proposal.source().unattended()) {
            return Verdict.allowed();
        }
        return Verdict.needsPerson(
                "source-attended",
                "该来源未经双方确认可自动发布，须人工审批（C-03a）。",
                "Both parties have not confirmed this source for unattended sending: a person must approve (C-03a).");
    }
}
