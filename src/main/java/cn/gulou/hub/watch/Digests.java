package cn.gulou.hub.watch;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Digests what was claimed and answered into its chain, beside the hot path (I7). */
@Component("digests")
public class Digests {
    private final Ledger ledger;
    private final WatchSettings settings;

    Digests(Ledger ledger, WatchSettings settings) {
        this.ledger = ledger;
        this.settings = settings;
    }

    /**
     * Digests one batch.
     *
     * @return true when there may be more at once
     */
    @Transactional
    public boolean write() {
        int written = ledger.sql("write-digests")
                .param("most", settings.digestBatch())
                .param("settled", ledger.now().minus(settings.answersSettle()))
                .query(Integer.class)
                .single();
        return written >= settings.digestBatch();
    }
}
