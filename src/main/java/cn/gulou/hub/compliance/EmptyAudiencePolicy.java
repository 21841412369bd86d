package cn.gulou.hub.compliance;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Who is not named is not reached (C-10). */
@Component
@Order(120)
class EmptyAudiencePolicy implements Policy {
    @Override
    public String name() {
        return "audience-empty";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        if (!proposal.audience().namesNobody()) {
            return Verdict.allowed();
        }
        return Verdict.refused(
                "audience-empty",
                "预警没有指明发布对象；不指明即不发布，不得视为全网（C-03、C-10）。",
                "The alert names no audience; nobody is reached, and it is never read as everyone (C-03, C-10).");
    }
}
