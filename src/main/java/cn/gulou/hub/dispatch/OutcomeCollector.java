package cn.gulou.hub.dispatch;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Gathers the outcomes of one claim. A segment whose exchange failed never reached its session: it adds nothing. */
@Component("outcomeCollector")
public class OutcomeCollector implements AggregationStrategy {

    @Override
    public Exchange aggregate(Exchange gathered, Exchange one) {
        List<Outcome> outcomes;
        if (gathered == null) {
            outcomes = new ArrayList<>();
        } else {
            @SuppressWarnings("unchecked") // only this class puts it there
            List<Outcome> before = gathered.getMessage().getBody(List.class);
            outcomes = before;
        }
        if (one.getException() == null && one.getMessage().getBody() instanceof Outcome outcome) {
            outcomes.add(outcome);
        }
        Exchange result = gathered == null ? one : gathered;
        result.setException(null);
        result.getMessage().setBody(outcomes);
        return result;
    }
}
