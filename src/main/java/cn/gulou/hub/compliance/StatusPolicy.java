package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Status;
import cn.gulou.hub.alert.Violation;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What is actual reaches the public and is never a drill; an exercise and a test are drills and never reach it; a draft and
 * a system message go nowhere (FORMATS §1).
 */
@Component
@Order(10)
class StatusPolicy implements Policy {
    static final Violation NOT_ACTUAL = new Violation(
            "status-not-actual",
            "",
            "草稿、系统消息或状态不明的预警不得发布；演练和测试只向演练号码发布。",
            "A draft, a system message or what is of no known status is not published; an exercise or a test goes to drill numbers only.");

    @Override
    public String name() {
        return "status";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        Status status = proposal.alert().status();
        boolean drill = status == Status.EXERCISE || status == Status.TEST;
        if (proposal.kind() == Kind.DRILL ? drill : status == Status.ACTUAL) {
            return Verdict.allowed();
        }
        return Verdict.refused(NOT_ACTUAL.code(), NOT_ACTUAL.zh(), NOT_ACTUAL.en());
    }
}
