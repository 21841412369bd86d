package cn.gulou.hub.compliance;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A source sends only the kinds it was given (C-01). */
@Component
@Order(40)
class SourceKindPolicy implements Policy {
    @Override
    public String name() {
        return "source-kind";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        if (proposal.source().kinds().contains(proposal.kind())) {
            return Verdict.allowed();
        }
        return Verdict.refused(
                "source-may-not-send-kind",
                "该来源未获准发布此类业务（C-01）；请改由获准的来源提交。",
                "This source has not been given this kind of broadcast (C-01); send it by one that has.");
    }
}
