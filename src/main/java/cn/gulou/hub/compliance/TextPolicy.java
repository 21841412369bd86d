package cn.gulou.hub.compliance;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** There is something to say. */
@Component
@Order(60)
class TextPolicy implements Policy {
    @Override
    public String name() {
        return "text";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        if (!proposal.content().text().isEmpty()) {
            return Verdict.allowed();
        }
        return Verdict.refused(
                "text-absent",
                "没有可发布的短信正文：短信内容和描述均为空。",
                "There is no text to publish: SMS text and description are both empty.");
    }
}
