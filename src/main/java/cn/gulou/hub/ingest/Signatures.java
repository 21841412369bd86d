package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.CannotStart;
import cn.gulou.hub.alert.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * What a source with a key sends is signed with it, by whichever way it comes (C-01): HMAC-SHA256 over the bytes of the body,
 * {@code sha256=} and hex. A message sent again is harmless by its identity, so the signature holds no time.
 */
@Component
class Signatures {
    private static final int SHORTEST_KEY = 32;

    private final Map<String, SecretKeySpec> keys;

    Signatures(IngestSettings settings) {
        keys = settings.keys().stream()
                .collect(Collectors.toUnmodifiableMap(IngestSettings.Key::source, Signatures::read));
    }

    boolean hasKey(String source) {
        return keys.containsKey(source);
    }

    /**
     * Holds a signature against the account's key, or else against its department's: whoever has the department's rights
     * proves as much.
     *
     * @param signerOf whose key an account without one of its own signs with
     * @throws Refusal 403 there is a key, and the bytes are not signed with it
     */
    void check(String account, UnaryOperator<String> signerOf, String signature, byte[] signed) {
        SecretKeySpec key = keys.get(account);
        if (key == null && !keys.isEmpty()) {
            key = keys.get(signerOf.apply(account));
        }
        if (key == null) {
            return;
        }
        if (signature == null) {
            throw new Refusal(
                    403,
                    "signature-missing",
                    "该来源的消息须签名（C-01）；请用约定的密钥签名后重新发送。",
                    "What this source sends must be signed (C-01); sign it with the agreed key and send it again.");
        }
        byte[] given = signature.strip().getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, sign(key, signed).getBytes(StandardCharsets.UTF_8))) {
            throw new Refusal(
                    403,
                    "signature-wrong",
                    "签名与内容不符（C-01）；请核对密钥，并对发送的原始字节签名。",
                    "The signature does not fit the content (C-01); check the key, and sign the very bytes that are sent.");
        }
    }

    static String sign(SecretKeySpec key, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java", e);
        }
    }

    private static SecretKeySpec read(IngestSettings.Key key) {
        String text;
        try {
            text = key.keyFile() == null ? key.key() : Files.readString(key.keyFile());
        } catch (IOException e) {
            throw unusable(key);
        }
        if (text == null || text.strip().length() < SHORTEST_KEY) {
            throw unusable(key);
        }
        return new SecretKeySpec(text.strip().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    private static CannotStart unusable(IngestSettings.Key key) {
        return new CannotStart("The key of " + key.source() + " in hub.ingest.keys cannot be read, or has fewer than "
                + SHORTEST_KEY + " characters. Name a key-file that the hub can read.");
    }
}
