package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Proposed;
import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.SqlFile;
import cn.gulou.hub.alert.Violation;
import cn.gulou.hub.privacy.Sealing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The way in of an alert, of which nothing is kept: within the same limits, signed alike, read by the same reader, refused with
 * the same words. Who asked, and a keyed hash of what, stands in the audit trail (C-43): an answer counts people.
 */
@Component("previews")
public class Previews {
    private static final String NOTE = SqlFile.read("ingest/note-preview");

    private final AlertLedger ledger;
    private final Sealing sealing;
    private final Senders senders;
    private final IntakeLimits limits;
    private final Signatures signatures;
    private final JdbcClient jdbc;

    Previews(
            AlertLedger ledger,
            Sealing sealing,
            Senders senders,
            IntakeLimits limits,
            Signatures signatures,
            JdbcClient jdbc) {
        this.ledger = ledger;
        this.sealing = sealing;
        this.senders = senders;
        this.limits = limits;
        this.signatures = signatures;
        this.jdbc = jdbc;
    }

    /**
     * What was read.
     *
     * @param proposed the broadcast it would become; null when it would become none
     */
    public record Preview(
            String identifier, String messageType, boolean quarantined, List<Violation> reasons, Proposed proposed) {}

    /** @throws Refusal as for an alert that is posted */
    public Preview read(byte[] body, String contentType, String account, String signature) {
        byte[] raw = body == null ? new byte[0] : body;
        return limits.within(account, () -> {
            signatures.check(account, senders::signerOf, signature, raw);
            return read(raw, contentType, account);
        });
    }

    private Preview read(byte[] raw, String contentType, String account) {
        AlertReader reader = new AlertReader(ledger.eventTypes(), account, sealing::index, null);
        Reading reading = reader.read(raw, contentType);
        senders.check(account, reading.alert().sender());
        Proposed proposed = ledger.decide(reading)
                .map(decision -> new Proposed(
                        account,
                        reading.alert(),
                        decision.kind(),
                        decision.audience(),
                        reading.numbers().stream().map(sealing::index).toList()))
                .orElse(null);
        jdbc.sql(NOTE)
                .param("account", account)
                .param("content", sealing.index(raw))
                .param("numbers", reading.numbers().size())
                .update();
        return new Preview(
                reading.alert().identifier(),
                reading.alert().messageType() == null
                        ? null
                        : reading.alert().messageType().name().toLowerCase(Locale.ROOT),
                reading.quarantined(),
                Stream.concat(reading.doubts().stream(), reading.alert().defects().stream())
                        .toList(),
                proposed);
    }

    /** The answer, from what each room said; the broadcast is null when there would be none. */
    public Map<String, Object> answer(Preview preview, Map<String, Object> broadcast) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("identifier", preview.identifier());
        answer.put("messageType", preview.messageType());
        answer.put("state", state(preview, broadcast));
        answer.put("reasons", preview.reasons());
        answer.put("broadcasts", broadcast == null ? List.of() : List.of(broadcast));
        return answer;
    }

    private static String state(Preview preview, Map<String, Object> broadcast) {
        if (preview.quarantined()) {
            return "quarantined";
        }
        return broadcast != null && "refused".equals(broadcast.get("state")) ? "refused" : "accepted";
    }
}
