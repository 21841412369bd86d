package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import java.util.List;
import java.util.Set;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/** What an account may be given: roles, a department that may send (S9), addresses (C-01). */
@Component
class AccountRights {
    private static final Set<String> ROLES =
            Set.of("upstream", "drafter", "approver", "operator", "auditor", "engineer", "admin");
    private static final Set<String> SENDERS = Set.of("upstream", "drafter");

    private final ComplianceSettings settings;

    AccountRights(ComplianceSettings settings) {
        this.settings = settings;
    }

    /** @throws Refusal 422 there is no such role, or the department may not send */
    void check(List<String> roles, String department) {
        if (roles == null || roles.isEmpty() || !ROLES.containsAll(roles)) {
            throw new Refusal(
                    422,
                    "role-unknown",
                    "角色只能是 upstream、drafter、approver、operator、auditor、engineer、admin。",
                    "Roles are upstream, drafter, approver, operator, auditor, engineer, admin.");
        }
        if (roles.stream().anyMatch(SENDERS::contains)
                && !settings.source(department).listed()) {
            throw new Refusal(
                    422,
                    "source-unlisted",
                    "该部门不在获准发布的来源之列（C-01）；请先登记来源。",
                    "The department is not among the sources that may send (C-01); register it first.");
        }
    }

    /** @throws Refusal 422 one is neither an address nor a network */
    void checkAddresses(List<String> addresses) {
        for (String address : addresses == null ? List.<String>of() : addresses) {
            try {
                new IpAddressMatcher(address);
            } catch (IllegalArgumentException e) {
                throw new Refusal(
                        422, "address-malformed", "地址须为 IP 地址或网段。", "An address is an IP address or a network.");
            }
        }
    }
}
