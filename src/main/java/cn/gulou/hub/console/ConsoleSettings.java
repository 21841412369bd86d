package cn.gulou.hub.console;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Who may come in, and how much they may bring.
 *
 * @param accounts the accounts there are from the start; the others stand in the ledger
 * @param monitors addresses or networks that read health and metrics without an account
 * @param wrongPasswords after so many wrong ones the address, and the account from new addresses, must wait
 * @param pause how long
 * @param tooSoonDelay who comes again sooner than Retry-After said is answered so much later; 0: at once
 * @param maxAlert largest body of a call, 413 above
 * @param maxUpload largest CSV
 */
@Validated
@ConfigurationProperties("hub.console")
record ConsoleSettings(
        @DefaultValue @Valid List<Account> accounts,
        @DefaultValue List<String> monitors,
        @Min(1) @DefaultValue("10") int wrongPasswords,
        @NotNull @DefaultValue("1m") Duration pause,
        @NotNull @DurationMin @DurationMax(seconds = 10) @DefaultValue("500ms") Duration tooSoonDelay,
        @NotNull @DefaultValue("1MB") DataSize maxAlert,
        @NotNull @DefaultValue("16MB") DataSize maxUpload) {

    /**
     * A person or a system with a name of its own (C-43).
     *
     * @param password {@code {bcrypt}…}; {@code {noop}…} only in the demo profile
     * @param addresses addresses or networks it may come from; empty: any (C-01)
     * @param department the source whose sending rights it has (S9); null: its own name
     * @param party A or B: for which party it decides (C-03a); null: it says so each time
     * @param person any word for who stands behind it: accounts with the same one are one person's; null: not on record
     */
    record Account(
            @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}") String name,
            @NotNull @Pattern(regexp = "\\{(bcrypt|noop)}.+", message = "must start with {bcrypt} or {noop}")
                    String password,
            @NotEmpty Set<Role> roles,
            @DefaultValue List<String> addresses,
            String department,
            @Pattern(regexp = "[AB]") String party,
            String person) {

        @Override
        public String toString() {
            return "Account[" + name + "]";
        }
    }
}
