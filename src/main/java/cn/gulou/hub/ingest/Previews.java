package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Proposed;
import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import cn.gulou.hub.privacy.Sealing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The way in of an alert, without a trace: read by the same reader, refused with the same words, and nothing is kept. */
@Component("previews")
public class Previews {
    private final AlertLedger ledger;
    private final Sealing sealing;
    private final Senders senders;

    Previews(AlertLedger ledger, Sealing sealing, Senders senders) {
        this.ledger = ledger;
        this.sealing = sealing;
        this.senders = senders;
    }

    /**
     * What was read.
     *
     * @param proposed the broadcast it would become; null when it would become none
     */
    public record Preview(
            String identifier, String messageType, boolean quarantined, List<Violation> reasons, Proposed proposed) {}

    /** @throws Refusal as for an alert that is posted */
    public Preview read(byte[] body, String contentType, String account) {
        AlertReader reader = new AlertReader(ledger.eventTypes(), account, sealing::index, null);
        Reading reading = reader.read(body == null ? new byte[0] : body, contentType);
        senders.check(account, reading.alert().sender());
        Proposed proposed = ledger.decide(reading)
                .map(decision -> new Proposed(
                        account,
                        reading.alert(),
                        decision.kind(),
                        decision.audience(),
                        reading.numbers().stream().map(sealing::index).toList()))
                .orElse(null);
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
