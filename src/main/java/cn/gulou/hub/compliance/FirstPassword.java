package cn.gulou.hub.compliance;

import java.security.SecureRandom;
import java.time.OffsetDateTime;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * A password that its owner must change before anything else. Told once, to who confirmed the account; kept as bcrypt only.
 *
 * @param due until when it lets in
 */
record FirstPassword(String clear, String stored, OffsetDateTime due) {
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    static FirstPassword until(OffsetDateTime due) {
        StringBuilder clear = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            clear.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return new FirstPassword(clear.toString(), "{bcrypt}" + new BCryptPasswordEncoder(12).encode(clear), due);
    }

    /** What who confirmed is told, and nobody else. */
    Told told(String account) {
        return new Told(account, clear, due.toInstant().toString());
    }

    record Told(String account, String firstPassword, String validUntil) {}

    @Override
    public String toString() {
        return "FirstPassword[…]";
    }
}
