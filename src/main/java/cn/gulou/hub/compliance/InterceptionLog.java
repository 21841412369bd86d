package cn.gulou.hub.compliance;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps what was intercepted: the register, the audit trail, the hub's log (C-08). */
@Component
class InterceptionLog {
    private static final Logger LOG = LoggerFactory.getLogger(InterceptionLog.class);

    private final Ledger ledger;

    InterceptionLog(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Writes down what was found in the text of a broadcast; what is known already stays as it is. */
    void log(long broadcastId, List<Hit> hits) {
        for (Hit hit : hits) {
            ledger.sql("insert-interception")
                    .param("broadcastId", broadcastId)
                    .param("term", hit.term().term())
                    .param("class", hit.term().prohibitedClass())
                    .param("start", hit.start())
                    .param("end", hit.end())
                    .param("now", ledger.now())
                    .update();
        }
        List<String> classes = hits.stream()
                .map(hit -> hit.term().prohibitedClass())
                .distinct()
                .toList();
        ledger.audit(
                "hub",
                "intercepted",
                "broadcast:" + broadcastId,
                Map.of(
                        "classes",
                        classes,
                        "places",
                        hits.stream().map(Hit::where).toList()));
        LOG.warn("Broadcast {} holds prohibited content: {} places, classes {}", broadcastId, hits.size(), classes);
    }

    /** What a person decided about all that was found and is not decided yet. */
    void decide(long broadcastId, String decision, String account, String reason) {
        ledger.sql("decide-interceptions")
                .param("broadcastId", broadcastId)
                .param("decision", decision)
                .param("account", account)
                .param("reason", reason)
                .param("now", ledger.now())
                .update();
    }
}
