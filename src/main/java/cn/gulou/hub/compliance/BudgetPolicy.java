package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Violation;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A targeted broadcast needs money for one recipient at least (C-27). That it reaches all of them is not asked: it is sent as
 * far as the money goes, whole recipients only, and the claim sees to that.
 */
@Component
@Order(170)
class BudgetPolicy implements Policy {
    private static final Violation USED_UP = new Violation(
            "budget-used-up",
            "",
            "翼点触达预算已用完或当日不在合同年度内，不能发送；登记补充额度后方可批准（C-27）。",
            "The budget for targeted broadcasts is used up, or no contract year is in force: nothing can be sent until a"
                    + " supplement is on record (C-27).");

    private final Costs costs;

    BudgetPolicy(Costs costs) {
        this.costs = costs;
    }

    @Override
    public String name() {
        return "budget";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        return proposal.kind() == Kind.TARGETED
                ? verdict(proposal.content().billableSegments(), costs.budget())
                : Verdict.allowed();
    }

    static Verdict verdict(int billableSegments, Costs.Budget budget) {
        return budget.segmentsLeft() >= billableSegments ? Verdict.allowed() : Verdict.blocked(List.of(USED_UP));
    }
}
