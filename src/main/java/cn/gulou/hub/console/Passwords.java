package cn.gulou.hub.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The stored form of a password: {@code {bcrypt}…}, or {@code {noop}…} in the demo. */
record Passwords(String stored) {
    private static final String BCRYPT = "{bcrypt}";
    private static final String NOOP = "{noop}";
    private static final BCryptPasswordEncoder ENCODER = new BCryptPasswordEncoder(12);

    /** Matches nothing, at the cost of a real one: an unknown name must not answer sooner than a known one. */
    static final Passwords NOBODYS = new Passwords(BCRYPT + ENCODER.encode("nobody"));

    static String store(String password) {
        return BCRYPT + ENCODER.encode(password);
    }

    boolean isReadable() {
        return stored.startsWith(NOOP);
    }

    boolean matches(String password) {
        if (isReadable()) {
            return MessageDigest.isEqual(bytes(stored.substring(NOOP.length())), bytes(password));
        }
        return ENCODER.matches(password, stored.substring(BCRYPT.length()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Passwords[…]";
    }
}
