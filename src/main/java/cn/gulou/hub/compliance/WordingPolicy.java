package cn.gulou.hub.compliance;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A text that the hub put together needs a person to confirm it (C-03a, C-04). */
@Component
@Order(70)
class WordingPolicy implements Policy {
    @Override
    public String name() {
        return "wording";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        if (Wording.isTheSendersOwn(proposal.alert())) {
            return Verdict.allowed();
        }
        return Verdict.needsPerson(
                "text-put-together",
                "预警未给出短信正文，正文由标题和描述拼成，须人工确认（C-03a、C-04）。",
                "The alert brings no SMS text; headline and description were joined, and a person must confirm it (C-03a, C-04).");
    }
}
