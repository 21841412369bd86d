package cn.gulou.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleMatrixTest {

    @Test
    void knowsEveryCallOfTheContract_andNoOther() {
        assertThat(RoleMatrix.calls()).isEqualTo(new Contract().calls());
    }

    /** u upstream, d drafter, p approver, o operator, t auditor, e engineer, a admin, n newcomer. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "POST /alerts                                | ud",
                "GET /alerts/{alertId}                       | udpotea",
                "POST /alerts/{alertId}/decision             | p",
                "GET /broadcasts                             | udpotea",
                "GET /broadcasts/{broadcastId}               | udpotea",
                "GET /broadcasts/{broadcastId}/submissions   | udpota",
                "GET /broadcasts/{broadcastId}/report        | udpota",
                "POST /broadcasts/{broadcastId}/approval     | p",
                "POST /broadcasts/{broadcastId}/pause        | po",
                "POST /broadcasts/{broadcastId}/resume       | po",
                "POST /broadcasts/{broadcastId}/cancel       | po",
                "GET /broadcasts/{broadcastId}/uncertain     | potea",
                "POST /broadcasts/{broadcastId}/uncertain    | po",
                "GET /broadcasts/{broadcastId}/interception  | dpota",
                "POST /broadcasts/{broadcastId}/interception | p",
                "GET /templates                              | udpotea",
                "GET /templates/{templateId}                 | udpotea",
                "PUT /templates/{templateId}                 | dp",
                "DELETE /templates/{templateId}              | p",
                "GET /prohibited-terms                       | dpota",
                "POST /prohibited-terms                      | pa",
                "DELETE /prohibited-terms/{termId}           | pa",
                "GET /permitted-wordings                     | dpota",
                "POST /permitted-wordings                    | pa",
                "DELETE /permitted-wordings/{wordingId}      | pa",
                "GET /breaches                               | pota",
                "POST /breaches                              | po",
                "POST /breaches/{breachId}/report            | po",
                "POST /broadcasts/preview                    | udpo",
                "GET /alarms                                 | dpotea",
                "POST /alarms/{alarmId}/acknowledge          | potea",
                "POST /alarms/{alarmId}/end                  | potea",
                "GET /audit                                  | ta",
                "GET /audit/verify                           | ta",
                "GET /grants                                 | dpotea",
                "POST /grants                                | dpo",
                "POST /grants/{grantId}/withdraw             | p",
                "GET /quotas                                 | pta",
                "PUT /quotas                                 | pa",
                "GET /reports/settlement                     | pta",
                "GET /guarantee-periods                      | dpotea",
                "POST /guarantee-periods                     | poa",
                "DELETE /guarantee-periods/{periodId}        | poa",
                "GET /stop-everything                        | udpotea",
                "POST /stop-everything                       | upoa",
                "POST /stop-everything/lift                  | poa",
                "GET /announcements                          | udpotea",
                "POST /announcements                         | poea",
                "GET /proposals                              | dpotea",
                "POST /proposals/{proposalId}/decision       | dpoea",
                "GET /groups/{name}                          | dpotea",
                "PUT /groups/{name}                          | o",
                "DELETE /groups/{name}                       | o",
                "GET /drill-numbers                          | dpotea",
                "PUT /drill-numbers                          | o",
                "POST /opt-outs                              | o",
                "GET /ports                                  | dpotea",
                "POST /ports/{name}/start                    | oe",
                "POST /ports/{name}/stop                     | oe",
                "POST /opt-outs/corrections                  | o",
                "GET /accounts                               | ta",
                "POST /accounts                              | a",
                "PUT /accounts/{account}                     | a",
                "POST /accounts/{account}/close              | a",
                "POST /own-password                          | udpotean",
                "GET /openapi.json                           | udpotea",
                "GET /nowhere                                | ''",
            })
    void letsOnlyTheseIn(String call, String letters) {
        String allowed = Arrays.stream(Role.values())
                .filter(role -> RoleMatrix.allows(call, Set.of(role)))
                .map(role -> String.valueOf("udpotean".charAt(role.ordinal())))
                .collect(Collectors.joining());

        assertThat(allowed).isEqualTo(letters);
    }

    @Test
    void anAuditorChangesNothing_butWordsOnAlarms_andItsOwnPassword() {
        assertThat(RoleMatrix.calls().stream()
                        .filter(call -> !call.startsWith("GET "))
                        .filter(call -> RoleMatrix.allows(call, Set.of(Role.AUDITOR))))
                .containsExactlyInAnyOrder(
                        "POST /alarms/{alarmId}/acknowledge", "POST /alarms/{alarmId}/end", "POST /own-password");
    }

    @Test
    void showsUpstreamOnlyItsOwn_unlessItIsSomethingElseToo() {
        assertThat(RoleMatrix.seesOnlyItsOwn(Set.of(Role.UPSTREAM))).isTrue();
        assertThat(RoleMatrix.seesOnlyItsOwn(Set.of(Role.UPSTREAM, Role.OPERATOR)))
                .isFalse();
    }
}
