package cn.gulou.hub.compliance;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A text has at most so many billable segments (C-06). */
@Component
@Order(110)
class LengthPolicy implements Policy {
    private final int most;

    LengthPolicy(Segments segments) {
        most = segments.most();
    }

    @Override
    public String name() {
        return "length";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        int segments = proposal.content().billableSegments();
        if (segments <= most) {
            return Verdict.allowed();
        }
        return Verdict.refused(
                "text-too-long",
                "含签名共 " + segments + " 条，超过上限 " + most + " 条，请缩短正文（C-06）。",
                "With its signature the text is " + segments + " segments, more than the " + most
                        + " allowed; shorten it (C-06).");
    }
}
