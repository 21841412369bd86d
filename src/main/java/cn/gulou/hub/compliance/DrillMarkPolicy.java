package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Kind;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Where the settings ask for it, the text of a drill says that it is one. The hub adds nothing to an approved text (C-04):
 * the sender writes the word.
 */
@Component
@Order(65)
class DrillMarkPolicy implements Policy {
    private final DrillSettings settings;

    DrillMarkPolicy(DrillSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "drill-mark";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        boolean wanted = proposal.kind() == Kind.DRILL && !settings.mark().isEmpty();
        if (!wanted || proposal.content().text().contains(settings.mark())) {
            return Verdict.allowed();
        }
        return Verdict.refused(
                "drill-mark-missing",
                "演练短信正文须含约定的演练字样；平台不得改动正文（C-04），请发布单位写入后重发。",
                "The text of a drill must hold the agreed word; the hub changes no text (C-04), so its sender writes it.");
    }
}
