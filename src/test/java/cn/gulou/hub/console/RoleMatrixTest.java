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
                "GET /grants                                 | dpotea",
                "POST /grants                                | dpo",
                "GET /proposals                              | dpotea",
                "POST /proposals/{proposalId}/decision       | dpoea",
                "GET /groups/{name}                          | dpotea",
                "PUT /groups/{name}                          | o",
                "DELETE /groups/{name}                       | o",
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
    void showsUpstreamOnlyItsOwn_unlessItIsSomethingElseToo() {
        assertThat(RoleMatrix.seesOnlyItsOwn(Set.of(Role.UPSTREAM))).isTrue();
        assertThat(RoleMatrix.seesOnlyItsOwn(Set.of(Role.UPSTREAM, Role.OPERATOR)))
                .isFalse();
    }
}
