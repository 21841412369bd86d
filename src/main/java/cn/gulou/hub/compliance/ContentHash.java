package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.AudienceDefinition;
import cn.gulou.hub.alert.Kind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** SHA-256, in hex, over the canonical JSON (sorted, UTC) of what an approval binds. */
final class ContentHash {
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private ContentHash() {}

    static String of(Kind kind, AudienceDefinition audience, Content content) {
        Map<String, Object> bound = new HashMap<>();
        bound.put("text", content.text());
        bound.put("signature", content.signature());
        bound.put("kind", kind.wireName());
        bound.put("audience", audience);
        bound.put("sourceAddress", content.sourceAddress());
        bound.put("sendAfter", utc(content.sendAfter()));
        bound.put("finishBy", utc(content.finishBy()));
        bound.put("expiresAt", utc(content.expiresAt()));
        bound.put("window", content.window().opens() + "-" + content.window().closes());
        bound.put("uncertainPolicy", content.uncertainPolicy().name());
        bound.put("optOutOverride", content.optOutOverride());
        try {
            byte[] canonical = CANONICAL.writeValueAsString(bound).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("the content of a broadcast cannot be hashed", e);
        }
    }

    private static String utc(OffsetDateTime time) {
        return time == null ? null : time.toInstant().toString();
    }
}
