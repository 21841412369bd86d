package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Severity;
import java.time.OffsetDateTime;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What can no longer be out by the time asked for is a person's to decide (C-03). Red and orange go all the same, late being
 * better than never; the alarm is raised for them too.
 */
@Component
@Order(145)
class FinishByPolicy implements Policy {
    @Override
    public String name() {
        return "finish-by";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        OffsetDateTime finishBy = proposal.alert().finishBy();
        Severity severity = Drafting.severity(proposal.alert());
        if (finishBy == null || finishBy.isAfter(proposal.now()) || severity.urgent()) {
            return Verdict.allowed();
        }
        return Verdict.needsPerson(
                "finish-by-past",
                "要求的完成时间已过，是否仍发布须人工决定（C-03）。",
                "The time it should have been out by has passed: a person decides whether it still goes (C-03).");
    }
}
