package cn.gulou.hub.console;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.SqlFile;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** An account's owner chooses its password: nobody else knows it (C-43). */
@Component("ownPassword")
public class OwnPassword {
    static final int SHORTEST = 12;
    /** BCrypt reads no further. */
    static final int LONGEST_BYTES = 72;

    private final Accounts accounts;
    private final JdbcClient jdbc;
    private final Clock clock;

    OwnPassword(Accounts accounts, JdbcClient jdbc, Clock clock) {
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What the owner wants it to be. */
    public record Wanted(String password) {
        @Override
        public String toString() {
            return "Wanted[…]";
        }
    }

    /** Whose password is changed. */
    public record Chosen(String account) {}

    /** @throws Refusal 409 the account stands in the settings; 422 the password is too short, too long, or no new one */
    public Chosen choose(Wanted wanted, String account) {
        Account own = accounts.find(account).orElseThrow(OwnPassword::ofTheSettings);
        if (accounts.isOfTheSettings(account)) {
            throw ofTheSettings();
        }
        if (!isGood(wanted.password(), own)) {
            throw new Refusal(
                    422,
                    "password-weak",
                    "密码至少 12 个字符、至多 72 字节，不含账号名，且不同于现在的密码。",
                    "A password has 12 characters or more and 72 bytes at most, does not hold the account's name, and is not"
                            + " the one it has.");
        }
        jdbc.sql(SqlFile.read("console/set-password"))
                .param("account", account)
                .param("password", Passwords.store(wanted.password()))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return new Chosen(account);
    }

    static boolean isLongEnough(String password) {
        return password != null
                && password.length() >= SHORTEST
                && password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES;
    }

    private static boolean isGood(String password, Account own) {
        return isLongEnough(password)
                && !password.toLowerCase(Locale.ROOT).contains(own.name().toLowerCase(Locale.ROOT))
                && !new Passwords(own.password()).matches(password);
    }

    private static Refusal ofTheSettings() {
        return new Refusal(
                409,
                "password-in-settings",
                "该账号的密码写在配置中，请管理员在配置中修改。",
                "The password of this account stands in the settings; have it changed there.");
    }
}
