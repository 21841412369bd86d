package cn.gulou.hub.compliance;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Some port serves the kind and the source address, and all that do sign alike (S5, C-05). */
@Component
@Order(160)
class PortPolicy implements Policy {
    @Override
    public String name() {
        return "port";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        List<String> signers = proposal.signers();
        if (signers.isEmpty()) {
            return Verdict.refused(
                    "no-port",
                    "没有服务于该业务类型和发送号码的端口。",
                    "No port serves this kind of broadcast under this source address.");
        }
        if (signers.size() > 1) {
            return Verdict.refused(
                    "ports-sign-differently",
                    "同一业务类型和发送号码的端口签名方式不一致，请统一 signature-by 设置（C-05）。",
                    "Ports of this kind and source address do not agree on who signs; set signature-by alike (C-05).");
        }
        return Verdict.allowed();
    }
}
