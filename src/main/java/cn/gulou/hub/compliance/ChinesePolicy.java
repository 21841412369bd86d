package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.Dialect;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The public is told in Chinese (FORMATS §1). */
@Component
@Order(80)
class ChinesePolicy implements Policy {
    @Override
    public String name() {
        return "chinese";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        if (isChinese(proposal.alert(), proposal.content().text())) {
            return Verdict.allowed();
        }
        return Verdict.needsPerson(
                "text-not-chinese", "没有中文内容，须人工审批。", "There is no Chinese text: a person must approve.");
    }

    /** CAP names the language of its info (en-US when it does not); the other dialects are Chinese by their nature. */
    private static boolean isChinese(Alert alert, String text) {
        boolean named = alert.dialect() == Dialect.NATIONAL || alert.dialect() == Dialect.JSON || alert.isChinese();
        return named && text.codePoints().anyMatch(Character::isIdeographic);
    }
}
