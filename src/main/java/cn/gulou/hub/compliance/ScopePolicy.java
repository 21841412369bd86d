package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Scope;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is restricted or private does not go to everyone. */
@Component
@Order(30)
class ScopePolicy implements Policy {
    @Override
    public String name() {
        return "scope";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        Scope scope = proposal.alert().scope();
        if (proposal.kind() != Kind.WHOLE_NETWORK || scope == null || scope == Scope.PUBLIC) {
            return Verdict.allowed();
        }
        return Verdict.refused(
                "scope-not-public",
                "限制或非公开范围的预警不得全网发布。",
                "A restricted or private alert may not go to the whole network.");
    }
}
