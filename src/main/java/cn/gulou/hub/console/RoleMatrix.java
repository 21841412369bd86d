package cn.gulou.hub.console;

import static cn.gulou.hub.console.Role.ADMIN;
import static cn.gulou.hub.console.Role.APPROVER;
import static cn.gulou.hub.console.Role.AUDITOR;
import static cn.gulou.hub.console.Role.DRAFTER;
import static cn.gulou.hub.console.Role.ENGINEER;
import static cn.gulou.hub.console.Role.OPERATOR;
import static cn.gulou.hub.console.Role.UPSTREAM;

import java.util.Map;
import java.util.Set;

/**
 * Who may do what, once: calls as they stand in the contract, and the roles that may make them. {@code UPSTREAM} sees its
 * own alerts and broadcasts only.
 */
final class RoleMatrix {
    private static final Map<String, Set<Role>> API = Map.ofEntries(
            rule("POST /alerts", UPSTREAM, DRAFTER),
            rule("GET /alerts/{alertId}", UPSTREAM, DRAFTER, APPROVER, OPERATOR, AUDITOR, ENGINEER, ADMIN),
            rule("POST /alerts/{alertId}/decision", APPROVER),
            rule("GET /broadcasts", UPSTREAM, DRAFTER, APPROVER, OPERATOR, AUDITOR, ENGINEER, ADMIN),
            rule("GET /broadcasts/{broadcastId}", UPSTREAM, DRAFTER, APPROVER, OPERATOR, AUDITOR, ENGINEER, ADMIN),
            rule("GET /broadcasts/{broadcastId}/submissions", UPSTREAM, DRAFTER, APPROVER, OPERATOR, AUDITOR, ADMIN),
            rule("GET /broadcasts/{broadcastId}/report", UPSTREAM, DRAFTER, APPROVER, OPERATOR, AUDITOR, ADMIN),
            rule("POST /broadcasts/{broadcastId}/approval", APPROVER),
            rule("POST /broadcasts/{broadcastId}/pause", OPERATOR, APPROVER),
            rule("POST /broadcasts/{broadcastId}/resume", OPERATOR, APPROVER),
            rule("POST /broadcasts/{broadcastId}/cancel", OPERATOR, APPROVER),
            rule("GET /broadcasts/{broadcastId}/uncertain", APPROVER, OPERATOR, AUDITOR, ENGINEER, ADMIN),
            rule("POST /broadcasts/{broadcastId}/uncertain", OPERATOR, APPROVER),
            rule("GET /broadcasts/{broadcastId}/interception", DRAFTER, APPROVER, OPERATOR, AUDITOR, ADMIN),
            rule("POST /broadcasts/{broadcastId}/interception", APPROVER),
            rule("GET /templates", UPSTREAM, DRAFTER, APPROVER, OPERATOR, AUDITOR, ENGINEER, ADMIN),
            rule("GET /templates/{templateId}", UPSTREAM, DRAFTER, APPROVER, OPERATOR, AUDITOR, ENGINEER, ADMIN),
            rule("PUT /templates/{templateId}", DRAFTER, APPROVER),
            rule("DELETE /templates/{templateId}", APPROVER),
            rule("GET /prohibited-terms", DRAFTER, APPROVER, OPERATOR, AUDITOR, ADMIN),
            rule("POST /prohibited-terms", APPROVER, ADMIN),
            rule("DELETE /prohibited-terms/{termId}", APPROVER, ADMIN),
            rule("GET /permitted-wordings", DRAFTER, APPROVER, OPERATOR, AUDITOR, ADMIN),
            rule("POST /permitted-wordings", APPROVER, ADMIN),
            rule("DELETE /permitted-wordings/{wordingId}", APPROVER, ADMIN),
            rule("GET /breaches", APPROVER, OPERATOR, AUDITOR, ADMIN),
            rule("POST /breaches", APPROVER, OPERATOR),
            rule("POST /breaches/{breachId}/report", APPROVER, OPERATOR),
            rule("POST /broadcasts/preview", UPSTREAM, DRAFTER, APPROVER, OPERATOR),
            rule("GET /alarms", DRAFTER, APPROVER, OPERATOR, AUDITOR, ENGINEER, ADMIN),
            rule("POST /alarms/{alarmId}/acknowledge", APPROVER, OPERATOR, AUDITOR, ENGINEER, ADMIN),
            rule("POST /alarms/{alarmId}/end", APPROVER, OPERATOR, AUDITOR, ENGINEER, ADMIN),
            rule("GET /audit", AUDITOR, ADMIN),
            rule("GET /audit/verify", AUDITOR, ADMIN),
            rule("GET /grants", DRAFTER, APPROVER, OPERATOR, AUDITOR, ENGINEER, ADMIN),
            rule("POST /grants", DRAFTER, OPERATOR, APPROVER),
            rule("POST /grants/{grantId}/withdraw", APPROVER),
            rule("GET /quotas", APPROVER, AUDITOR, ADMIN),
            rule("PUT /quotas", APPROVER, ADMIN),
            rule("GET /reports/settlement", APPROVER, AUDITOR, ADMIN),
            rule("GET /guarantee-periods", DRAFTER, APPROVER, OPERATOR, AUDITOR, ENGINEER, ADMIN),
            rule("POST /guarantee-periods", APPROVER, OPERATOR, ADMIN),
            rule("DELETE /guarantee-periods/{periodId}", APPROVER, OPERATOR, ADMIN),
            rule("GET /stop-everything", UPSTREAM, DRAFTER, APPROVER, OPERATOR, AUDITOR, ENGINEER, ADMIN),
            rule("POST /stop-everything", UPSTREAM, APPROVER, OPERATOR, ADMIN),
            rule("POST /stop-everything/lift", APPROVER, OPERATOR, ADMIN),
            rule("GET /announcements", UPSTREAM, DRAFTER, APPROVER, OPERATOR, AUDITOR, ENGINEER, ADMIN),
            rule("POST /announcements", APPROVER, OPERATOR, ENGINEER, ADMIN),
            rule("GET /proposals", DRAFTER, APPROVER, OPERATOR, AUDITOR, ENGINEER, ADMIN),
            rule("POST /proposals/{proposalId}/decision", DRAFTER, APPROVER, OPERATOR, ENGINEER, ADMIN),
            rule("GET /groups/{name}", DRAFTER, APPROVER, OPERATOR, AUDITOR, ENGINEER, ADMIN),
            rule("PUT /groups/{name}", OPERATOR),
            rule("DELETE /groups/{name}", OPERATOR),
            rule("GET /drill-numbers", DRAFTER, APPROVER, OPERATOR, AUDITOR, ENGINEER, ADMIN),
            rule("PUT /drill-numbers", OPERATOR),
            rule("POST /opt-outs", OPERATOR),
            rule("POST /opt-outs/corrections", OPERATOR),
            rule("GET /ports", DRAFTER, APPROVER, OPERATOR, AUDITOR, ENGINEER, ADMIN),
            rule("POST /ports/{name}/start", OPERATOR, ENGINEER),
            rule("POST /ports/{name}/stop", OPERATOR, ENGINEER),
            rule("GET /accounts", ADMIN, AUDITOR),
            rule("POST /accounts", ADMIN),
            rule("PUT /accounts/{account}", ADMIN),
            rule("POST /accounts/{account}/close", ADMIN),
            rule("POST /own-password", Role.values()),
            rule("GET /openapi.json", UPSTREAM, DRAFTER, APPROVER, OPERATOR, AUDITOR, ENGINEER, ADMIN));

    /** Hawtio and JMX: reading; {@link JolokiaPolicy} says what more an engineer may. */
    static final Set<Role> CONSOLE = Set.of(OPERATOR, AUDITOR, ENGINEER, ADMIN);

    /** Who starts and stops routes in the console. */
    static final Set<Role> ROUTES = Set.of(ENGINEER, ADMIN);

    /** Details of health, and metrics. */
    static final Set<Role> MONITORING = Set.of(OPERATOR, AUDITOR, ENGINEER, ADMIN);

    private RoleMatrix() {}

    /** @param call method and path as in the contract; what stands in no row nobody may do */
    static boolean allows(String call, Set<Role> roles) {
        return API.getOrDefault(call, Set.of()).stream().anyMatch(roles::contains);
    }

    static Set<String> calls() {
        return API.keySet();
    }

    /** Sees its own alerts and broadcasts only: upstream, and nothing besides. */
    static boolean seesOnlyItsOwn(Set<Role> roles) {
        return roles.equals(Set.of(UPSTREAM));
    }

    static String[] names(Set<Role> roles) {
        return roles.stream().map(Role::name).toArray(String[]::new);
    }

    private static Map.Entry<String, Set<Role>> rule(String call, Role... roles) {
        return Map.entry(call, Set.of(roles));
    }
}
