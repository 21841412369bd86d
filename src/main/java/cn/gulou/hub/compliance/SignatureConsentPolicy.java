package cn.gulou.hub.compliance;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The signature's owner has agreed in writing to its use (C-05). */
@Component
@Order(105)
class SignatureConsentPolicy implements Policy {
    private final SignatureConsent consent;

    SignatureConsentPolicy(SignatureConsent consent) {
        this.consent = consent;
    }

    @Override
    public String name() {
        return "signature-consent";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        if (!consent.reference().isBlank()) {
            return Verdict.allowed();
        }
        return Verdict.needsPerson(
                "signature-consent-missing",
                "未登记签名所有人的书面同意（设置 signature-consent），须人工审批（C-05）。",
                "No written consent of the signature's owner is on record (setting signature-consent): a person must approve (C-05).");
    }
}
