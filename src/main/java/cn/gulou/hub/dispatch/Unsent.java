package cn.gulou.hub.dispatch;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Ends the split of a claim. A request whose exchange failed never reached its session: it is PENDING again. */
@Component("unsent")
public class Unsent implements AggregationStrategy {
    private final Ports ports;

    Unsent(Ports ports) {
        this.ports = ports;
    }

    @Override
    public Exchange aggregate(Exchange before, Exchange one) {
        if (one.getException() != null && one.getMessage().getBody() instanceof Request request) {
            ports.notSent(request, one.getVariable("session", Integer.class));
            one.setException(null);
        }
        return one;
    }
}
