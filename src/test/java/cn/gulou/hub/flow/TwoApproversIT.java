package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.ApprovalDesk.assertRefused;
import static cn.gulou.hub.flow.ApprovalDesk.machineText;
import static cn.gulou.hub.flow.ApprovalDesk.state;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a machine submits for many needs two approvers, who want the same; for few it needs one (C-03a). */
class TwoApproversIT extends HubIT {
    private ApprovalDesk desk;

    @BeforeEach
    void open() {
        desk = new ApprovalDesk(face, jdbc);
    }

    @AfterEach
    void forgetTheOpened() {
        jdbc.sql("DELETE FROM account WHERE origin = 'opened'").update();
    }

    @Test
    void whatAMachineSubmitsForManyNeedsTwo() {
        people(100_001);
        String broadcast =
                desk.submit("upstream", "upstream-demo", machineText(", \"sendAfter\": \"%s\"".formatted(later())));

        Face.Answer first = desk.approve(broadcast, "approver", "approver-demo", "R-1");
        assertThat(first.json().at("/reasons").findValuesAsText("code")).containsExactly("second-approver-needed");
        assertRefused(409, "approved-already", desk.approve(broadcast, "approver", "approver-demo", "R-1"));
        String password = new NamedAccounts(face).open("second-approver", "approver", "B", NamedAccounts.ONE);
        assertThat(state(desk.approve(broadcast, "second-approver", password, null)))
                .isEqualTo("approved");
        assertThat(desk.one("SELECT string_agg(decided_by, ' ' ORDER BY approval_id) FROM approval"))
                .isEqualTo("approver second-approver");
    }

    @Test
    void aSecondApproverWhoWantsItOtherwiseIsTheFirstOfSomethingElse() {
        people(100_001);
        String broadcast =
                desk.submit("upstream", "upstream-demo", machineText(", \"sendAfter\": \"%s\"".formatted(later())));
        desk.approve(broadcast, "approver", "approver-demo", "R-1");
        String password = new NamedAccounts(face).open("second-approver", "approver", "B", NamedAccounts.ONE);

        Face.Answer other =
                desk.decide(broadcast, "second-approver", password, "\"approve\", \"uncertainPolicy\": \"hold\"");
        assertThat(state(other)).isEqualTo("pending-approval");
        assertThat(state(desk.approve(broadcast, "approver", "approver-demo", null)))
                .isEqualTo("approved");
        assertThat(desk.one("SELECT uncertain_policy FROM broadcast")).isEqualTo("HOLD");
    }

    @Test
    void whatAMachineSubmitsForFewNeedsOne() {
        people(10);
        String broadcast = desk.submit("upstream", "upstream-demo", machineText(""));

        assertThat(state(desk.approve(broadcast, "approver", "approver-demo", "R-1")))
                .isEqualTo("approved");
    }

    private void people(int count) {
        if (count < 1_000) {
            town.people(count);
        } else {
            jdbc.sql(
                            """
                            INSERT INTO subscriber (number_index, number_sealed, visitor, imported_at)
                            SELECT sha256(n::text::bytea), '\\x00', false, now() FROM generate_series(1, :count) AS n""")
                    .param("count", count)
                    .update();
        }
    }

    private static String later() {
        return Instant.now()
                .plus(Duration.ofHours(6))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }
}
