package cn.gulou.hub.console;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/** Knows the accounts of the settings: name, password and the address it comes from must all be right (C-01). */
@Component
class AccountProvider implements AuthenticationProvider {
    private final Map<String, ConsoleSettings.Account> accounts;
    private final Logins logins;
    private final WrongPasswords wrongPasswords;

    AccountProvider(ConsoleSettings settings, AccountsCheck checked, Logins logins, WrongPasswords wrongPasswords) {
        this.accounts = settings.accounts().stream()
                .collect(Collectors.toMap(ConsoleSettings.Account::name, Function.identity()));
        this.logins = logins;
        this.wrongPasswords = wrongPasswords;
    }

    @Override
    public Authentication authenticate(Authentication login) {
        ConsoleSettings.Account account = accounts.get(login.getName());
        String name = account == null ? "" : account.name();
        String address = address(login);
        Duration wait = wrongPasswords.waitFor(name, address);
        if (!wait.isZero()) {
            throw new MustWait(wait);
        }
        if (!isRight(account, String.valueOf(login.getCredentials()), address)) {
            wrongPasswords.wrong(name, address);
            throw new BadCredentialsException("wrong name, password or address");
        }
        wrongPasswords.right(name, address);
        var accepted = UsernamePasswordAuthenticationToken.authenticated(name, null, account.roles());
        accepted.setDetails(login.getDetails());
        return accepted;
    }

    private boolean isRight(ConsoleSettings.Account account, String password, String address) {
        if (account == null) {
            Passwords.NOBODYS.matches(password);
            return false;
        }
        return logins.matches(account, password) && mayComeFrom(account, address);
    }

    private static boolean mayComeFrom(ConsoleSettings.Account account, String address) {
        return account.addresses().isEmpty()
                || account.addresses().stream().anyMatch(allowed -> new IpAddressMatcher(allowed).matches(address));
    }

    private static String address(Authentication login) {
        return login.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }

    /** Too many wrong passwords. */
    static final class MustWait extends AuthenticationException {
        private static final long serialVersionUID = 1L;
        private final long seconds;

        MustWait(Duration wait) {
            super("too many wrong passwords");
            seconds = wait.toSeconds() + 1;
        }

        long seconds() {
            return seconds;
        }
    }
}
