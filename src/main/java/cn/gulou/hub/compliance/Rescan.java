package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Violation;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks for a term that was added in what was let go before (C-08): what may still send is paused, what went out is a breach.
 * Each term is looked for at once and a minute later again, for what was being judged meanwhile by the old list.
 */
@Component("rescan")
public class Rescan {
    private final Ledger ledger;
    private final WordingBook book;
    private final Breaches breaches;
    private final InterceptionLog log;
    private final ComplianceSettings settings;

    Rescan(Ledger ledger, WordingBook book, Breaches breaches, InterceptionLog log, ComplianceSettings settings) {
        this.ledger = ledger;
        this.book = book;
        this.breaches = breaches;
        this.log = log;
        this.settings = settings;
    }

    /** A text that was let go; paused: for whatever reason; began: something of it may have gone out. */
    record LetGo(long broadcastId, String text, boolean paused, boolean began) {}

    /** Does nothing when no term is due. */
    @Transactional
    public void run() {
        List<String> due = ledger.sql("take-terms-to-rescan")
                .param("now", ledger.now())
                .query(String.class)
                .list();
        if (due.isEmpty()) {
            return;
        }
        OffsetDateTime since = ledger.now().minus(settings.rescanPeriod());
        Map<Long, LetGo> texts = new LinkedHashMap<>();
        ledger.sql("list-texts-let-go")
                .param("since", since)
                .query(LetGo.class)
                .list()
                .forEach(letGo -> texts.put(letGo.broadcastId(), letGo));
        texts.values().forEach(letGo -> search(letGo, Set.copyOf(due)));
    }

    private void search(LetGo letGo, Set<String> due) {
        Set<String> known = Set.copyOf(ledger.sql("list-known-finds")
                .param("broadcastId", letGo.broadcastId())
                .query(String.class)
                .list());
        List<Hit> hits = book.facts(Kind.WHOLE_NETWORK, letGo.text(), known).prohibited().stream()
                .filter(hit -> due.contains(hit.term().term()))
                .toList();
        if (hits.isEmpty()) {
            return;
        }
        log.log(letGo.broadcastId(), hits);
        List<Violation> reasons =
                hits.stream().map(ProhibitedContentPolicy::reason).toList();
        if (breaches.stop(letGo.broadcastId(), reasons) || letGo.paused()) {
            ledger.sql("raise-content-held")
                    .param("broadcastId", letGo.broadcastId())
                    .param("now", ledger.now())
                    .query(Long.class)
                    .list();
        }
        if (letGo.began()) {
            Hit first = hits.get(0);
            breaches.register(
                    letGo.broadcastId(),
                    first.term().term() + " · " + first.term().classZh(),
                    "hub",
                    null);
        }
    }
}
