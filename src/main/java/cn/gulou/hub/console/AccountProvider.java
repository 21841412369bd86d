package cn.gulou.hub.console;

import java.time.Duration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/** Lets accounts in: name, password and the address it comes from must all be right (C-01). */
@Component
class AccountProvider implements AuthenticationProvider {
    private final Accounts accounts;
    private final Logins logins;
    private final WrongPasswords wrongPasswords;

    AccountProvider(Accounts accounts, Logins logins, WrongPasswords wrongPasswords) {
        this.accounts = accounts;
        this.logins = logins;
        this.wrongPasswords = wrongPasswords;
    }

    @Override
    public Authentication authenticate(Authentication login) {
        Account account = accounts.find(login.getName()).orElse(null);
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

    private boolean isRight(Account account, String password, String address) {
        if (account == null) {
            Passwords.NOBODYS.matches(password);
            return false;
        }
        return logins.matches(account, password) && mayComeFrom(account, address);
    }

    private static boolean mayComeFrom(Account account, String address) {
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
