package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Violation;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A list of people says on what authorisation it rests (C-10): numbers in the message, a group in the register. */
@Component
@Order(155)
class AuthorisationPolicy implements Policy {
    @Override
    public String name() {
        return "authorisation";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        if (!proposal.unauthorisedGroups().isEmpty()) {
            return Verdict.blocked(List.of(new Violation(
                    "group-authorisation-missing",
                    "",
                    "指定的群组没有登记授权依据（C-10）；请重新登记该群组并填写授权依据。",
                    "A group that is named states no authorisation (C-10); put the group again with its reference.")));
        }
        if (proposal.audience().numberCount() == 0 || proposal.authorisationReference() != null) {
            return Verdict.allowed();
        }
        return Verdict.needsPerson(
                "authorisation-missing",
                "号码名单没有写明授权依据（C-10）；批准时须填写。",
                "The list of numbers states no authorisation (C-10); whoever approves must give it.");
    }
}
