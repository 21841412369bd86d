package cn.gulou.hub.receipt;

import cn.gulou.hub.alert.InboundPdu;
import cn.gulou.hub.alert.SqlFile;
import cn.gulou.hub.privacy.PhoneNumbers;
import cn.gulou.hub.privacy.Sealing;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsmpp.extra.ProcessRequestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what people write back, sealed. An opt-out word puts them in the register at once (C-09). */
@Component("replies")
public class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final int TRY_AGAIN = 0x64;

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final Clock clock;
    private final Set<String> optOutWords;

    Replies(JdbcClient jdbc, Sealing sealing, Clock clock, ReceiptSettings settings) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.clock = clock;
        this.optOutWords = settings.optOutWords().stream().map(Replies::plain).collect(Collectors.toSet());
    }

    /**
     * Returns when the reply is on disk.
     *
     * @throws ProcessRequestException with 0x64 when it is not; the carrier sends it again
     */
    public void store(InboundPdu pdu) throws ProcessRequestException {
        try {
            String number = PhoneNumbers.normalise(pdu.sourceAddress()).orElse(pdu.sourceAddress());
            String text = ReceiptFields.text(pdu);
            jdbc.sql(SqlFile.read("receipt/insert-reply"))
                    .param("port", pdu.port())
                    .param("numberIndex", sealing.index(number))
                    .param("numberSealed", sealing.seal(number))
                    .param("textSealed", sealing.seal(text))
                    .param("optOut", isOptOut(text))
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (RuntimeException e) {
            LOG.error("A reply could not be stored; the carrier is asked to send it again", e);
            throw new ProcessRequestException("the reply is not stored", TRY_AGAIN);
        }
    }

    boolean isOptOut(String text) {
        return optOutWords.contains(plain(text));
    }

    /** Without spaces, punctuation and letter case; full-width letters as plain ones. */
    private static String plain(String text) {
        return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Punct}\\p{IsPunctuation}\\p{Cntrl}]", "")
                .toUpperCase(Locale.ROOT);
    }
}
