package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Violation;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Prohibited content is intercepted and held for a person (C-08). */
@Component
@Order(95)
class ProhibitedContentPolicy implements Policy {
    /** A text of nothing else need not list it all. */
    private static final int MOST = 20;

    @Override
    public String name() {
        return "prohibited-content";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        List<Hit> hits = proposal.wording().prohibited();
        return hits.isEmpty()
                ? Verdict.allowed()
                : Verdict.held(hits.stream()
                        .limit(MOST)
                        .map(ProhibitedContentPolicy::reason)
                        .toList());
    }

    static Violation reason(Hit hit) {
        ProhibitedTerm term = hit.term();
        return new Violation(
                "prohibited-content",
                hit.where(),
                "正文第" + (hit.start() + 1) + "至" + hit.end() + "字含违禁内容“" + term.term() + "”（" + term.classZh()
                        + "），已拦截，待人工处理（C-08）。",
                "Characters " + (hit.start() + 1) + " to " + hit.end() + " hold prohibited content \"" + term.term()
                        + "\" (" + term.classEn() + "): held for a person (C-08).");
    }
}
