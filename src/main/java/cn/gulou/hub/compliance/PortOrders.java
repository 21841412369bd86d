package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Orders about ports in a special-guarantee period: they wait for a second person (C-16). */
@Component("portOrders")
public class PortOrders {
    private final TwoPeople twoPeople;

    PortOrders(TwoPeople twoPeople) {
        this.twoPeople = twoPeople;
    }

    /** @throws Refusal 409 the same order waits already */
    @Transactional
    public ProposalView start(String port, String account) {
        return propose(PortOrder.START, port, account);
    }

    /** @throws Refusal 409 the same order waits already */
    @Transactional
    public ProposalView stop(String port, String account) {
        return propose(PortOrder.STOP, port, account);
    }

    private ProposalView propose(String action, String port, String account) {
        return twoPeople.propose(action, "port:" + port, Map.of("port", port), null, account);
    }
}
