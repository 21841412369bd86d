package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Permits a wording, on two people's word: it lets terms pass that are held else (C-08). */
@Component
class PermitWording extends TwoPeopleOrder {
    static final String ACTION = "wording.permit";

    private final Ledger ledger;

    PermitWording(Ledger ledger) {
        super(ACTION, "approver", "admin");
        this.ledger = ledger;
    }

    @Override
    public Map<String, String> carryOut(Confirmed order) {
        ProhibitedTerms.WantedWording wanted =
                ledger.fromJson(order.content().toString(), ProhibitedTerms.WantedWording.class);
        String id = ledger.sql("insert-permitted-wording")
                .param("wording", wanted.wording())
                .param("place", wanted.place().toUpperCase(Locale.ROOT))
                .param("reach", wanted.reach())
                .param("account", order.confirmedBy())
                .param("now", ledger.now())
                .query(String.class)
                .optional()
                .orElseThrow(PermitWording::known);
        ledger.audit(
                order.confirmedBy(),
                "wording-permitted",
                "permitted-wording:" + id,
                Map.of("wording", wanted.wording(), "place", wanted.place(), "reach", wanted.reach()));
        return Map.of("wordingId", id);
    }

    static Refusal known() {
        return new Refusal(409, "wording-known", "该用语已在名单中。", "The wording is on the list already.");
    }
}
