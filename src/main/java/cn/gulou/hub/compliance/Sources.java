package cn.gulou.hub.compliance;

import jakarta.annotation.PostConstruct;
import org.springframework.stereotype.Component;

/** Who may send (C-01): the sources of the settings, and which of them an account belongs to. */
@Component
class Sources {
    private final Ledger ledger;
    private final ComplianceSettings settings;

    Sources(Ledger ledger, ComplianceSettings settings) {
        this.ledger = ledger;
        this.settings = settings;
    }

    /** Puts into the ledger what the door must know of them. */
    @PostConstruct
    void store() {
        for (Source source : settings.sources()) {
            ledger.sql("store-source")
                    .param("source", source.name())
                    .param("senders", source.senders().toArray(String[]::new))
                    .update();
        }
        ledger.sql("delete-withdrawn-sources")
                .param("sources", settings.sources().stream().map(Source::name).toArray(String[]::new))
                .update();
    }

    /** What the ledger knows of an account. */
    private record Account(String department, boolean person) {}

    /** The source that an account sends for: its department, or itself (S9). A person never sends unattended (C-03a). */
    Source of(String account) {
        return ledger.sql("find-department")
                .param("account", account)
                .query(Account.class)
                .optional()
                .map(known -> known.person()
                        ? settings.source(known.department()).attended()
                        : settings.source(known.department()))
                .orElseGet(() -> settings.source(account));
    }
}
