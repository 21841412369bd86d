package cn.gulou.hub.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For whom an approver speaks (C-03a). */
class ApproverPartyTest {
    private static final Approvers APPROVERS = new Approvers(null, null, null);

    @ParameterizedTest
    @CsvSource({"B,,B", ",A,A", "A,A,A"})
    void speaksForThePartyOfItsAccount_orTheOneItNames(String ofTheAccount, String named, String party) {
        assertThat(APPROVERS.party(approver(ofTheAccount), named)).isEqualTo(party);
    }

    @Test
    void speaksForSomebody_andNotForTheOtherParty() {
        refused(422, "party-missing", () -> APPROVERS.party(approver(null), null));
        refused(409, "party-contradicts", () -> APPROVERS.party(approver("A"), "B"));
    }

    private static Approvers.Approver approver(String party) {
        return new Approvers.Approver(party, false, true, false);
    }

    private static void refused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.statusCode()).isEqualTo(status);
            assertThat(refusal.violations()).extracting(Violation::code).containsExactly(code);
        });
    }
}
