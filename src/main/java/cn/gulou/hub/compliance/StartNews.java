package cn.gulou.hub.compliance;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Announces with what settings and routes the hub has started that are other than at its last start (C-17). */
@Component("startNews")
public class StartNews {
    private final Ledger ledger;
    private final ComplianceSettings settings;

    StartNews(Ledger ledger, ComplianceSettings settings) {
        this.ledger = ledger;
        this.settings = settings;
    }

    /** @param routes file → SHA-256 */
    @Transactional
    public void tell(Map<String, String> routes) {
        ledger.sql("insert-start")
                .param("settings", ledger.toJson(affectSending()))
                .param("routes", ledger.toJson(routes))
                .param("now", ledger.now())
                .query()
                .listOfRows();
    }

    /** Named one by one: nothing gets out that nobody thought of. The ports are added from the ledger. */
    private Map<String, Object> affectSending() {
        Map<String, Object> affecting = new TreeMap<>();
        affecting.put("signature", settings.signature());
        affecting.put("segments", settings.segments());
        affecting.put(
                "window", settings.window().opens() + "-" + settings.window().closes());
        affecting.put("nightRedOrange", settings.nightRedOrange());
        affecting.put("sourceAddresses", settings.sourceAddresses());
        affecting.put("noticeAddress", settings.noticeAddress());
        Map<String, Object> sources = new TreeMap<>();
        settings.sources()
                .forEach(source -> sources.put(
                        source.name(),
                        Map.of("kinds", new java.util.TreeSet<>(source.kinds()), "unattended", source.unattended())));
        affecting.put("sources", sources);
        return affecting;
    }
}
