package cn.gulou.hub.console;

import cn.gulou.hub.alert.CannotStart;
import cn.gulou.hub.alert.SqlFile;
import cn.gulou.hub.privacy.Sealing;
import jakarta.annotation.PostConstruct;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Every account there is: those of the settings, and those of the ledger, which are asked for at each call, so that a closed
 * one is out at once (C-43).
 */
@Component
class Accounts {
    private static final String FIND = SqlFile.read("console/find-account");
    private static final String STORE = SqlFile.read("console/store-settings-account");
    private static final String CLOSE = SqlFile.read("console/close-withdrawn-accounts");

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final Clock clock;
    private final Map<String, ConsoleSettings.Account> ofTheSettings;

    Accounts(JdbcClient jdbc, Sealing sealing, Clock clock, ConsoleSettings settings, AccountsCheck checked) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.clock = clock;
        this.ofTheSettings = settings.accounts().stream()
                .collect(Collectors.toUnmodifiableMap(ConsoleSettings.Account::name, Function.identity()));
    }

    /** Tells the ledger, and so the other rooms, which accounts the settings name. */
    @PostConstruct
    void store() {
        ofTheSettings.values().forEach(this::store);
        jdbc.sql(CLOSE)
                .param("accounts", ofTheSettings.keySet().toArray(String[]::new))
                .param("now", now())
                .update();
    }

    private void store(ConsoleSettings.Account account) {
        int stored = jdbc.sql(STORE)
                .param("account", account.name())
                .param("roles", account.roles().stream().map(Role::wireName).toArray(String[]::new))
                .param("department", account.department() == null ? account.name() : account.department())
                .param("party", account.party())
                .param("addresses", account.addresses().toArray(String[]::new))
                .param("personIndex", account.person() == null ? null : sealing.index("person:" + account.person()))
                .param("now", now())
                .update();
        if (stored == 0) {
            throw new CannotStart("The account " + account.name() + " in hub.console.accounts was opened over"
                    + " /api/accounts before. Take it out of the settings, or give it another name.");
        }
    }

    /** The account of this name that may come in now, if there is one. */
    Optional<Account> find(String name) {
        ConsoleSettings.Account account = ofTheSettings.get(name);
        if (account != null) {
            return Optional.of(new Account(account.name(), account.password(), account.roles(), account.addresses()));
        }
        return jdbc.sql(FIND)
                .param("account", name)
                .param("now", now())
                .query(Accounts::account)
                .optional();
    }

    boolean isOfTheSettings(String name) {
        return ofTheSettings.containsKey(name);
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        Set<Role> roles = row.getBoolean("first_password")
                ? Set.of(Role.NEWCOMER)
                : texts(row.getArray("roles")).stream().map(Role::of).collect(Collectors.toUnmodifiableSet());
        return new Account(
                row.getString("account"), row.getString("password"), roles, texts(row.getArray("addresses")));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
