package cn.gulou.hub.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For whom an approver speaks, and that in production somebody real stands behind (C-03a, C-43). */
class RealNameOnlyTest {

    @Test
    void onlyWhoIsOnRecordDecides() {
        Approvers strict = approvers(true);
        assertThat(strict.party(approver("B", true), null)).isEqualTo("B");
        refused(409, "real-name-needed", () -> strict.party(approver("B", false), null));
    }

    @ParameterizedTest
    @CsvSource({"B,,B", ",A,A", "A,A,A"})
    void speaksForThePartyOfItsAccount_orTheOneItNames(String ofTheAccount, String named, String party) {
        assertThat(approvers(false).party(approver(ofTheAccount, false), named)).isEqualTo(party);
    }

    @Test
    void speaksForSomebody_andNotForTheOtherParty() {
        refused(422, "party-missing", () -> approvers(false).party(approver(null, false), null));
        refused(409, "party-contradicts", () -> approvers(false).party(approver("A", false), "B"));
    }

    private static Approvers approvers(boolean realNameOnly) {
        return new Approvers(null, null, SettingsWith.changed(Map.of("hub.compliance.real-name-only", realNameOnly)));
    }

    private static Approvers.Approver approver(String party, boolean known) {
        return new Approvers.Approver(party, known, false, true, false);
    }

    private static void refused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.statusCode()).isEqualTo(status);
            assertThat(refusal.violations()).extracting(Violation::code).containsExactly(code);
        });
    }
}
