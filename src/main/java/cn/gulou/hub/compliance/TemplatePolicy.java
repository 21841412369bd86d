package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Violation;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A targeted broadcast uses an agreed wording, to the letter (C-07). */
@Component
@Order(90)
class TemplatePolicy implements Policy {
    @Override
    public String name() {
        return "template";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        boolean needed =
                proposal.kind() == Kind.TARGETED && !proposal.content().text().isEmpty();
        WordingFacts wording = proposal.wording();
        if (!needed || wording.template() != null) {
            return Verdict.allowed();
        }
        if (wording.nearest() == null) {
            return Verdict.refused(
                    "template-none",
                    "目前没有生效的约定模板；翼点触达只能使用约定用语（C-07）。",
                    "No agreed template is in force; targeted broadcasts use agreed wordings only (C-07).");
        }
        return Verdict.refused(List.of(mismatch(wording.nearest())));
    }

    private static Violation mismatch(WordingFacts.NearMiss miss) {
        String zh = miss.found() == null ? "正文在此结束" : "实为“" + miss.found() + "”";
        String en = miss.found() == null ? "the text ends there" : "\"" + miss.found() + "\" stands there";
        int place = miss.position() + 1;
        return new Violation(
                "template-mismatch",
                "text[" + miss.position() + "]",
                "正文不符合任何约定模板（C-07）。最接近的模板为 " + miss.template() + "：第" + place + "字处应为" + miss.expected() + "，" + zh
                        + "。",
                "The text fits no agreed template (C-07). Nearest is " + miss.template() + ": at character " + place
                        + " " + miss.expected() + " was expected, " + en + ".");
    }
}
