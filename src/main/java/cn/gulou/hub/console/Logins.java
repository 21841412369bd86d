package cn.gulou.hub.console;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Remembers good passwords for ten minutes, as keyed fingerprints under a key that dies with the process: a call over
 * HTTP Basic need not pay for bcrypt each time.
 */
@Component
class Logins {
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final Clock clock;
    private final SecretKeySpec key;
    private final Map<String, Login> good = new ConcurrentHashMap<>();

    Logins(Clock clock) {
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, "HmacSHA256");
    }

    boolean matches(Account account, String password) {
        byte[] fingerprint = fingerprint(account.name() + '\0' + account.password() + '\0' + password);
        Login known = good.get(account.name());
        if (known != null
                && clock.instant().isBefore(known.until)
                && MessageDigest.isEqual(known.fingerprint, fingerprint)) {
            return true;
        }
        boolean matches = new Passwords(account.password()).matches(password);
        if (matches) {
            good.put(account.name(), new Login(fingerprint, clock.instant().plus(GOOD_FOR)));
        }
        return matches;
    }

    private byte[] fingerprint(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java", e);
        }
    }

    private record Login(byte[] fingerprint, Instant until) {}
}
