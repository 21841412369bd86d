package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.AudienceDefinition;
import cn.gulou.hub.alert.MessageType;
import cn.gulou.hub.alert.Violation;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Who is not named is not reached (C-10). */
@Component
@Order(120)
class EmptyAudiencePolicy implements Policy {
    static final Violation NOBODY = new Violation(
            "audience-empty",
            "",
            "预警没有指明发布对象；不指明即不发布，不得视为全网（C-03、C-10）。",
            "The alert names no audience; nobody is reached, and it is never read as everyone (C-03, C-10).");

    @Override
    public String name() {
        return "audience-empty";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        boolean notice = proposal.alert().messageType() == MessageType.CANCEL
                && proposal.audience().isToldOnly();
        if (notice || !namesNobody(proposal.audience())) {
            return Verdict.allowed();
        }
        return Verdict.refused(NOBODY.code(), NOBODY.zh(), NOBODY.en());
    }

    /** What is there but cannot be resolved is not nothing: {@link ResolvableAudiencePolicy} speaks of it. */
    private static boolean namesNobody(AudienceDefinition audience) {
        return !audience.wholeNetwork()
                && audience.groups().isEmpty()
                && audience.geocodes().isEmpty()
                && audience.polygons().isEmpty()
                && audience.circles().isEmpty()
                && audience.numberCount() == 0
                && audience.unresolved().isEmpty();
    }
}
