package cn.gulou.hub.console;

import cn.gulou.hub.alert.CannotStart;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Refuses to start with accounts that would leave the door open. Demo accounts exist on loopback only (DESIGN §5). */
@Component
class AccountsCheck {

    AccountsCheck(ConsoleSettings settings, Environment environment, ServerProperties server) {
        boolean demo = environment.acceptsProfiles(Profiles.of("demo"));
        if (settings.accounts().isEmpty()) {
            throw new CannotStart("No account is configured, so nobody could come in. Set hub.console.accounts"
                    + " (docs/security.md), or start with --spring.profiles.active=demo to have a look.");
        }
        if (demo && !isLoopback(server.getAddress())) {
            throw new CannotStart("The demo profile has well-known passwords and listens on loopback only."
                    + " Remove HUB_HTTP_ADDRESS, or use another profile with accounts of your own.");
        }
        Set<String> names = new HashSet<>();
        for (ConsoleSettings.Account account : settings.accounts()) {
            if (!names.add(account.name())) {
                throw new CannotStart("The account " + account.name() + " stands twice in hub.console.accounts.");
            }
            check(account, demo);
        }
    }

    private static void check(ConsoleSettings.Account account, boolean demo) {
        if (account.roles().contains(Role.NEWCOMER)) {
            throw new CannotStart(
                    "The account " + account.name() + " in hub.console.accounts has the role newcomer, which no"
                            + " setting gives. Roles are upstream, drafter, approver, operator, auditor, engineer, admin.");
        }
        if (!demo && isOpen(account)) {
            throw new CannotStart("The account " + account.name() + " has a default or readable password."
                    + " Only the demo profile may. Make a new one with: java -jar gulou-hub.jar password");
        }
    }

    private static boolean isLoopback(InetAddress address) {
        return address != null && address.isLoopbackAddress();
    }

    private static boolean isOpen(ConsoleSettings.Account account) {
        Passwords password = new Passwords(account.password());
        return password.isReadable() || password.matches(account.name() + "-demo");
    }
}
