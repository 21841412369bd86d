package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Status;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Only what is actual reaches the public; an exercise, a test, a draft never do (FORMATS §1). */
@Component
@Order(10)
class StatusPolicy implements Policy {
    @Override
    public String name() {
        return "status";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        if (proposal.alert().status() == Status.ACTUAL) {
            return Verdict.allowed();
        }
        return Verdict.refused(
                "status-not-actual",
                "演练、测试、草稿或状态不明的预警不得向公众发布。",
                "Only an actual alert may reach the public; this one is an exercise, a test, a draft or of no known status.");
    }
}
