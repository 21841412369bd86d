package cn.gulou.hub.watch;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.Audience;
import cn.gulou.hub.alert.AudienceDefinition;
import cn.gulou.hub.alert.Dialect;
import cn.gulou.hub.alert.MessageType;
import cn.gulou.hub.alert.Scope;
import cn.gulou.hub.alert.Severity;
import cn.gulou.hub.alert.Status;
import cn.gulou.hub.alert.WireText;
import cn.gulou.hub.privacy.Sealing;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Writes a notice into the ledger as a broadcast of kind {@code duty}, approved, with a permit that knows no window: duty
 * people are not the public (C-11). From there it goes the way of every broadcast.
 */
@Component
class NoticeBroadcast {
    private final Ledger ledger;
    private final Sealing sealing;
    private final ObjectMapper json;
    private final WatchSettings settings;

    NoticeBroadcast(Ledger ledger, Sealing sealing, ObjectMapper json, WatchSettings settings) {
        this.ledger = ledger;
        this.sealing = sealing;
        this.json = json;
        this.settings = settings;
    }

    /**
     * Ports that carry a notice.
     *
     * @param kind theirs
     * @param wholeTexts whether all of them send long texts whole
     */
    record Lane(String kind, String sourceAddress, String signatureBy, boolean wholeTexts) {}

    long make(String text, Lane lane) {
        String hash = hash(text + "|" + lane);
        long broadcastId = ledger.sql("insert-notice-broadcast")
                .param("alertId", alert(text))
                .param("carriedBy", lane.kind())
                .param("sourceAddress", lane.sourceAddress())
                .param("signatureBy", lane.signatureBy())
                .param("text", text)
                .param("signature", settings.signature())
                .param("segments", segments(text, lane))
                .param("audience", json(audience()))
                .param("contentHash", hash)
                .param("expiresAt", ledger.now().plus(settings.noticeValidity()))
                .param("now", ledger.now())
                .query(Long.class)
                .single();
        ledger.sql("insert-notice-permit").param("broadcastId", broadcastId).update();
        return broadcastId;
    }

    private long alert(String text) {
        OffsetDateTime now = ledger.now();
        String identifier = "NOTICE-" + now.toInstant().toString().replaceAll("[^0-9]", "");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ledger.sql("insert-notice-alert")
                .param("identifier", identifier)
                .param("contentIndex", sealing.index(bytes))
                .param("model", json(model(identifier, text, now)))
                .param("rawSealed", sealing.seal(bytes))
                .param("now", now)
                .query(Long.class)
                .single();
    }

    private int segments(String text, Lane lane) {
        boolean signed = lane.signatureBy().equals("hub");
        return lane.wholeTexts()
                ? 1
                : WireText.segments(signed ? settings.signature() + text : text).size();
    }

    private AudienceDefinition audience() {
        List<String> group = List.of(settings.dutyGroup());
        return new AudienceDefinition(false, group, List.of(), List.of(), List.of(), 0, null, true, List.of());
    }

    private static Alert model(String identifier, String text, OffsetDateTime now) {
        return new Alert(
                Dialect.JSON,
                "hub",
                identifier,
                now,
                Status.ACTUAL,
                MessageType.ALERT,
                Scope.RESTRICTED,
                List.of(),
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                Severity.UNKNOWN,
                null,
                "zh-CN",
                null,
                text,
                null,
                null,
                Audience.NONE,
                null,
                List.of());
    }

    private static String hash(String content) {
        try {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a notice cannot be hashed", e);
        }
    }

    private String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of ours cannot be written as JSON", e);
        }
    }
}
