package cn.gulou.hub.compliance;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** An alert that says several things at once is read by a person first. */
@Component
@Order(90)
class SeveralInfosPolicy implements Policy {
    @Override
    public String name() {
        return "several-infos";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        boolean several = proposal.alert().defects().stream()
                .anyMatch(defect -> defect.code().equals("several-infos"));
        if (!several) {
            return Verdict.allowed();
        }
        return Verdict.needsPerson(
                "several-infos",
                "预警含多个信息段，无法确定以哪一段为准，须人工审批。",
                "The alert has several info blocks and it is not certain which one counts: a person must approve.");
    }
}
