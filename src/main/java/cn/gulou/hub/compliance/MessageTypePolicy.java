package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.MessageType;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A first issue and an update send; a cancel tells those who were told, and nobody else; an acknowledgement, an error never. */
@Component
@Order(20)
class MessageTypePolicy implements Policy {
    @Override
    public String name() {
        return "message-type";
    }

    @Override
    public Verdict judge(Proposal proposal) {
        MessageType type = proposal.alert().messageType();
        boolean notice = type == MessageType.CANCEL && proposal.audience().isToldOnly();
        if (type == MessageType.ALERT || type == MessageType.UPDATE || notice) {
            return Verdict.allowed();
        }
        return Verdict.refused(
                "message-type-sends-nothing",
                "只有首发和更新可以发布；解除只通知已收到的用户；确认、错误或类型不明的消息不发送短信。",
                "Only an Alert or an Update is published; a Cancel tells only those who were told; an Ack, an Error or an unknown type sends nothing.");
    }
}
