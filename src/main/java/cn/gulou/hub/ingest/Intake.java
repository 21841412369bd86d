package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.privacy.Sealing;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes a message in, whichever way it came: reads it, stores it or refuses it. When it has answered, it is on disk. */
@Component("intake")
public class Intake {
    private final AlertLedger ledger;
    private final Refusals refusals;
    private final Sealing sealing;
    private final Storage storage;
    private final IntakeLimits limits;
    private final Signatures signatures;
    private final Senders senders;

    Intake(
            AlertLedger ledger,
            Refusals refusals,
            Sealing sealing,
            Storage storage,
            IntakeLimits limits,
            Signatures signatures,
            Senders senders) {
        this.ledger = ledger;
        this.refusals = refusals;
        this.sealing = sealing;
        this.storage = storage;
        this.limits = limits;
        this.signatures = signatures;
        this.senders = senders;
    }

    /**
     * Takes the body of an HTTP call.
     *
     * @param signature as the caller gives it, or null
     * @throws Refusal when it is not taken; a record of the refusal is kept, but of 429: it must cost nothing
     */
    public Acceptance accept(byte[] body, String contentType, String account, String signature) {
        byte[] raw = body == null ? new byte[0] : body;
        Acceptance acceptance = limits.within(account, () -> {
            Acceptance unproven = prove(account, signature, raw, "http");
            return unproven != null ? unproven : receive(raw, contentType, account, "http", null);
        });
        if (acceptance.refused()) {
            throw new Refusal(acceptance.statusCode(), acceptance.violations());
        }
        return acceptance;
    }

    /** Null when the bytes are signed as their source must sign them; else the refusal, on record. */
    Acceptance prove(String source, String signature, byte[] signed, String wayIn) {
        try {
            signatures.check(source, senders::signerOf, signature, signed);
            return null;
        } catch (Refusal refusal) {
            return refuse(refusal, signed, source, wayIn);
        }
    }

    /**
     * Takes a message that came by {@code jms} or {@code file}; a refusal is an answer, not an exception.
     *
     * @param fileName null when it is no file
     */
    Acceptance receive(byte[] body, String contentType, String source, String wayIn, String fileName) {
        storage.checkRoom();
        AlertLedger.Entry entry = new AlertLedger.Entry(source, wayIn);
        AlertReader reader = new AlertReader(ledger.eventTypes(), source, sealing::index, fileName);
        try {
            Reading reading = reader.read(body, contentType);
            senders.check(source, reading.alert().sender());
            if (!wayIn.equals("http") && !reading.numbers().isEmpty()) {
                throw new Refusal(422, List.of(Fault.NUMBERS_NEED_HTTPS.at("")));
            }
            Acceptance acceptance = ledger.store(reading, body, entry);
            if (acceptance.refused()) {
                throw new Refusal(acceptance.statusCode(), acceptance.violations());
            }
            return acceptance;
        } catch (Refusal refusal) {
            return refuse(refusal, reader.sender(), reader.identifier(), body, entry);
        }
    }

    /** Keeps a record of a message that is refused before it is read. */
    Acceptance refuse(Refusal refusal, byte[] body, String source, String wayIn) {
        return refuse(refusal, null, null, body, new AlertLedger.Entry(source, wayIn));
    }

    private Acceptance refuse(Refusal refusal, String sender, String identifier, byte[] body, AlertLedger.Entry entry) {
        refusals.record(refusal, sender, identifier, body, entry);
        return Acceptance.refused(refusal.statusCode(), refusal.violations());
    }
}
