package cn.gulou.hub.compliance;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The centre's signature stands once, at the front; no other stands beside it (C-05). */
@Component
@Order(100)
class SignaturePolicy implements Policy {
    @Override
    public String name() {
        return "signature";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        Signature own = new Signature(proposal.content().signature());
        if (!own.standsAgainOrForeignIn(proposal.content().text())) {
            return Verdict.allowed();
        }
        return Verdict.refused(
                "signature-foreign",
                "正文带有其他签名或重复签名【…】；签名由平台统一加在最前，只出现一次（C-05）。",
                "The text has a foreign or second signature 【…】; the hub puts the agreed one in front,"
                        + " once (C-05).");
    }
}
