package cn.gulou.hub.receipt;

import cn.gulou.hub.alert.InboundPdu;
import cn.gulou.hub.alert.SqlFile;
import cn.gulou.hub.privacy.PhoneNumbers;
import cn.gulou.hub.privacy.Sealing;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what people write back, sealed. An opt-out word puts them in the register at once (C-09). */
@Component("replies")
public class Replies {
    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final Clock clock;
    private final Set<String> optOutWords;

    Replies(DataSource database, Sealing sealing, Clock clock, ReceiptSettings settings) {
        this.jdbc = settings.patient(database);
        this.sealing = sealing;
        this.clock = clock;
        this.optOutWords = settings.optOutWords().stream().map(Replies::plain).collect(Collectors.toSet());
    }

    /**
     * Stores what is no receipt; returns when it is on disk.
     *
     * @throws org.springframework.dao.DataAccessException when some of it is not
     */
    public void store(List<InboundPdu> deliveries) {
        deliveries.stream().filter(pdu -> !ReceiptReader.isReceipt(pdu)).forEach(this::store);
    }

    private void store(InboundPdu pdu) {
        String number = PhoneNumbers.normalise(pdu.sourceAddress()).orElse(pdu.sourceAddress());
        ReplyText text = ReplyText.of(pdu);
        jdbc.sql(SqlFile.read("receipt/insert-reply"))
                .param("port", pdu.port())
                .param("numberIndex", sealing.index(number))
                .param("numberSealed", sealing.seal(number))
                .param("textSealed", sealing.seal(text.said()))
                .param("optOut", isOptOut(text))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** As said; or a whole word in another coding: one character could be half of somebody's "不". */
    boolean isOptOut(ReplyText text) {
        return isOptOut(text.said())
                || text.otherwise().stream()
                        .map(other -> other.trim().toUpperCase(Locale.ROOT))
                        .anyMatch(other -> other.length() > 1 && optOutWords.contains(other));
    }

    private boolean isOptOut(String text) {
        return optOutWords.contains(plain(text));
    }

    /** Without spaces, punctuation and letter case; full-width letters as plain ones. */
    private static String plain(String text) {
        return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Punct}\\p{IsPunctuation}\\p{Cntrl}\\uFFFD]", "")
                .toUpperCase(Locale.ROOT);
    }
}
