package cn.gulou.hub.compliance;

import java.time.OffsetDateTime;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** An alert never outlives its expiry, its own or its type's default (FORMATS §1). */
@Component
@Order(140)
class ExpiryPolicy implements Policy {
    @Override
    public String name() {
        return "expiry";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        OffsetDateTime expires = proposal.content().expiresAt();
        OffsetDateTime sendAfter = proposal.content().sendAfter();
        if (expires == null) {
            return Verdict.refused(
                    "validity-unknown",
                    "预警没有失效时间，也没有该类型的默认有效期。",
                    "The alert has no expiry and there is no default validity for its type.");
        }
        if (!proposal.now().isBefore(expires)) {
            return Verdict.refused("expired", "预警已失效，不再发布。", "The alert has expired; it is not published any more.");
        }
        if (sendAfter != null && !sendAfter.isBefore(expires)) {
            return Verdict.refused(
                    "expires-before-send-after",
                    "要求的开始发送时间不早于失效时间，永远无法发送（C-03）。",
                    "It should be sent only after it has expired: it never could be (C-03).");
        }
        return Verdict.allowed();
    }
}
