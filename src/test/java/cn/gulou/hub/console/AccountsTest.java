package cn.gulou.hub.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.gulou.hub.alert.CannotStart;
import cn.gulou.hub.console.ConsoleSettings.Account;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.util.unit.DataSize;

class AccountsTest {
    private static final String STRONG = Passwords.store("a long enough one");
    private static final Account OPERATOR = account("operator", STRONG);

    @Test
    void startsWithStrongAccounts() {
        check("production", "0.0.0.0", OPERATOR);
    }

    @Test
    void refusesToStart_withoutAccounts() {
        assertThatThrownBy(() -> check("production", "127.0.0.1"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("hub.console.accounts");
    }

    @Test
    void refusesToStart_withReadableOrDefaultPasswords_outsideTheDemo() {
        assertThatThrownBy(() -> check("production", "127.0.0.1", account("operator", "{noop}anything")))
                .isInstanceOf(CannotStart.class);
        assertThatThrownBy(() -> check("production", "127.0.0.1", account("x", Passwords.store("x-demo"))))
                .isInstanceOf(CannotStart.class)
                .hasMessageNotContaining("x-demo");
        check("demo", "127.0.0.1", account("operator", "{noop}operator-demo"));
    }

    @Test
    void refusesToStart_theDemoForOthersToReach() {
        assertThatThrownBy(() -> check("demo", "0.0.0.0", OPERATOR)).isInstanceOf(CannotStart.class);
        assertThatThrownBy(() -> check("demo", null, OPERATOR)).isInstanceOf(CannotStart.class);
    }

    @Test
    void refusesToStart_withANameTwice() {
        assertThatThrownBy(() -> check("production", "127.0.0.1", OPERATOR, OPERATOR))
                .isInstanceOf(CannotStart.class);
    }

    @Test
    void refusesToStart_withARoleThatNoSettingGives() {
        Account newcomer = new Account("x", STRONG, Set.of(Role.NEWCOMER), List.of(), null, null, null);

        assertThatThrownBy(() -> check("production", "127.0.0.1", newcomer)).isInstanceOf(CannotStart.class);
    }

    @Test
    void letsAnAccountInOnlyFromItsAddresses() {
        AccountProvider provider =
                provider(new Account("city", STRONG, Set.of(Role.UPSTREAM), List.of("10.1.0.0/16"), null, null, null));

        assertThat(provider.authenticate(login("city", "a long enough one", "10.1.2.3"))
                        .isAuthenticated())
                .isTrue();
        assertThatThrownBy(() -> provider.authenticate(login("city", "a long enough one", "10.2.0.1")))
                .isInstanceOf(BadCredentialsException.class);
    }

    @Test
    void makesGuessersWait_butNotTheAccountWhereItWorks() {
        AccountProvider provider = provider(OPERATOR);
        provider.authenticate(login("operator", "a long enough one", "10.0.0.1"));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> provider.authenticate(login("operator", "guess", "10.0.0.66")))
                    .isInstanceOf(BadCredentialsException.class);
        }

        assertThatThrownBy(() -> provider.authenticate(login("operator", "a long enough one", "10.0.0.66")))
                .isInstanceOf(AccountProvider.MustWait.class);
        assertThatThrownBy(() -> provider.authenticate(login("operator", "a long enough one", "10.0.0.2")))
                .isInstanceOf(AccountProvider.MustWait.class);
        assertThat(provider.authenticate(login("operator", "a long enough one", "10.0.0.1"))
                        .isAuthenticated())
                .isTrue();
    }

    private static AccountProvider provider(Account... accounts) {
        ConsoleSettings settings = settings(accounts);
        Clock clock = Clock.systemUTC();
        Accounts known = new Accounts(null, null, clock, settings, null);
        return new AccountProvider(known, new Logins(clock), new WrongPasswords(clock, settings));
    }

    private static Authentication login(String name, String password, String address) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        var login = UsernamePasswordAuthenticationToken.unauthenticated(name, password);
        login.setDetails(new WebAuthenticationDetails(request));
        return login;
    }

    private static void check(String profile, String address, Account... accounts) {
        MockEnvironment environment = new MockEnvironment();
        environment.setActiveProfiles(profile);
        ServerProperties server = new ServerProperties();
        try {
            server.setAddress(address == null ? null : InetAddress.getByName(address));
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
        new AccountsCheck(settings(accounts), environment, server);
    }

    private static Account account(String name, String password) {
        return new Account(name, password, Set.of(Role.OPERATOR), List.of(), null, null, null);
    }

    private static ConsoleSettings settings(Account... accounts) {
        return new ConsoleSettings(
                List.of(accounts),
                List.of(),
                3,
                Duration.ofMinutes(1),
                Duration.ZERO,
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(16));
    }
}
