package cn.gulou.hub.compliance;

import java.util.Base64;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Moves what was recorded by mistake from the register of those who declined to the list of corrections (C-09). */
@Component
class CorrectOptOuts extends TwoPeopleOrder {
    static final String ACTION = "opt-out.correct";

    private final Ledger ledger;

    CorrectOptOuts(Ledger ledger) {
        super(ACTION, "approver");
        this.ledger = ledger;
    }

    /** How many stood in the register. */
    record Corrected(int people) {}

    @Override
    public Corrected carryOut(Confirmed order) {
        OptOutCorrections.Content content =
                ledger.fromJson(order.content().toString(), OptOutCorrections.Content.class);
        int corrected = ledger.sql("correct-opt-outs")
                .param(
                        "indexes",
                        content.sealed().indexes().stream()
                                .map(Base64.getDecoder()::decode)
                                .toArray(byte[][]::new))
                .param("reason", order.reason())
                .param("proposedBy", order.proposedBy())
                .param("confirmedBy", order.confirmedBy())
                .param("now", ledger.now())
                .update();
        ledger.audit(order.confirmedBy(), "opt-outs-corrected", "opt-outs", Map.of("people", corrected));
        return new Corrected(corrected);
    }
}
