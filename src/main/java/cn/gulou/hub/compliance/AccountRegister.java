package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.privacy.Masking;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Accounts with a person's real name behind them: opened, changed and closed on two people's word (C-43). */
@Component("accountRegister")
public class AccountRegister {
    private final Ledger ledger;
    private final Requests requests;
    private final TwoPeople twoPeople;
    private final People people;
    private final AccountViews views;
    private final AccountRights rights;

    AccountRegister(
            Ledger ledger,
            Requests requests,
            TwoPeople twoPeople,
            People people,
            AccountViews views,
            AccountRights rights) {
        this.ledger = ledger;
        this.requests = requests;
        this.twoPeople = twoPeople;
        this.people = people;
        this.views = views;
        this.rights = rights;
    }

    /** An account that somebody asks for. */
    record Wanted(
            String account,
            List<String> roles,
            String department,
            String party,
            List<String> addresses,
            People.Person person,
            String reason) {}

    /** What is to be different; null: as it is. */
    record Change(
            List<String> roles,
            String department,
            String party,
            List<String> addresses,
            String mobile,
            boolean newPassword,
            String reason) {}

    /** Why one is to be closed. */
    record Closing(String reason) {}

    /** What a proposal holds; people see it without {@code sealed}. */
    record Content(
            String account,
            List<String> roles,
            String department,
            String party,
            List<String> addresses,
            Boolean newPassword,
            People.Masked person,
            People.Sealed sealed) {}

    /** Every account, masked; that somebody looked is on record. */
    @Transactional
    public List<AccountView> list(String account) {
        ledger.audit(account, "accounts-read", "accounts", Map.of());
        return views.all();
    }

    /** @throws Refusal 409 the name is taken; 422 a role, the department or a part of the person's identity is wrong */
    @Transactional
    public ProposalView open(String body, String account) {
        Wanted wanted = requests.read(body, Wanted.class);
        People.Person person = people.checked(wanted.person());
        rights.checkAddresses(wanted.addresses());
        String department = wanted.department() == null ? wanted.account() : wanted.department();
        rights.check(wanted.roles(), department);
        if (origin(wanted.account()) != null) {
            throw taken();
        }
        Content content = new Content(
                wanted.account(),
                wanted.roles(),
                department,
                wanted.party(),
                wanted.addresses() == null ? List.of() : wanted.addresses(),
                null,
                people.masked(person),
                people.sealed(person));
        return propose(OpenAccount.ACTION, wanted.account(), content, wanted.reason(), account);
    }

    /** @throws Refusal 404 no such account; 409 it stands in the settings or is closed; 422 as in {@link #open} */
    @Transactional
    public ProposalView change(String name, String body, String account) {
        Change change = requests.read(body, Change.class);
        checkOpened(name);
        rights.checkAddresses(change.addresses());
        if (change.roles() != null || change.department() != null) {
            AccountView now = views.find(name).orElseThrow(AccountRegister::unknown);
            rights.check(
                    change.roles() != null ? change.roles() : now.roles(),
                    change.department() != null ? change.department() : now.department());
        }
        String mobile = change.mobile() == null ? null : people.checkedMobile(change.mobile());
        Content content = new Content(
                name,
                change.roles(),
                change.department(),
                change.party(),
                change.addresses(),
                change.newPassword(),
                mobile == null ? null : new People.Masked(null, Masking.mask(mobile), null),
                new People.Sealed(null, null, people.seal(mobile), null));
        return propose(ChangeAccount.ACTION, name, content, change.reason(), account);
    }

    /** @throws Refusal 404 no such account; 409 it stands in the settings or is closed; 422 no reason */
    @Transactional
    public ProposalView close(String name, String body, String account) {
        String reason =
                Requests.needed(requests.read(body, Closing.class).reason(), "reason-missing", "须说明理由。", "Say why.");
        checkOpened(name);
        return propose(
                CloseAccount.ACTION,
                name,
                new Content(name, null, null, null, null, null, null, null),
                reason,
                account);
    }

    private ProposalView propose(String action, String name, Content content, String reason, String account) {
        return twoPeople.propose(action, "account:" + name, content, reason, account);
    }

    private void checkOpened(String name) {
        String origin = origin(name);
        if (origin == null) {
            throw unknown();
        }
        if (!origin.equals("opened")) {
            throw new Refusal(
                    409,
                    "account-in-settings",
                    "该账号写在配置中，或已经关闭，不能在此变更。",
                    "The account stands in the settings, or is closed; it is not changed here.");
        }
    }

    /** settings, opened, closed, or null when there is none. */
    private String origin(String name) {
        return ledger.sql("find-account-origin")
                .param("account", name)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    static Refusal taken() {
        return new Refusal(409, "account-taken", "该账号名已有人使用过。", "The account's name is taken, or was once.");
    }

    static Refusal unknown() {
        return new Refusal(404, "account-unknown", "没有这个账号。", "There is no such account.");
    }
}
