package cn.gulou.hub.compliance;

import static cn.gulou.hub.compliance.Verdict.Outcome.ALLOWED;
import static cn.gulou.hub.compliance.Verdict.Outcome.NEEDS_PERSON;
import static cn.gulou.hub.compliance.Verdict.Outcome.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Violation;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an alert says of itself decides whether it goes: status, type, scope, wording, language, deadline. */
class AlertPoliciesTest {
    @ParameterizedTest
    @ValueSource(strings = {"EXERCISE", "TEST", "DRAFT", "SYSTEM"})
    void whatIsNotActualNeverReachesThePublic(String status) {
        assertThat(alert(new StatusPolicy(), a -> a.put("status", status))).isEqualTo(REFUSED);
    }

    @Test
    void anAlertWithoutStatusIsRefused() {
        assertThat(alert(new StatusPolicy(), a -> a.putNull("status"))).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXERCISE", "TEST"})
    void anExerciseAndATestAreDrills(String status) {
        assertThat(new StatusPolicy()
                        .judge(Sample.of(OrdinaryAlert.changed(a -> a.put("status", status)), Kind.DRILL))
                        .outcome())
                .isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACTUAL", "DRAFT", "SYSTEM"})
    void nothingElseIsADrill(String status) {
        assertThat(new StatusPolicy()
                        .judge(Sample.of(OrdinaryAlert.changed(a -> a.put("status", status)), Kind.DRILL))
                        .outcome())
                .isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANCEL", "ACK", "ERROR"})
    void aCancelIsNeverReadAsANewAlert(String type) {
        assertThat(alert(new MessageTypePolicy(), a -> a.put("messageType", type)))
                .isEqualTo(REFUSED);
    }

    @Test
    void anAlertWithoutMessageTypeIsRefusedAndAnUpdateIsNot() {
        assertThat(alert(new MessageTypePolicy(), a -> a.putNull("messageType")))
                .isEqualTo(REFUSED);
        assertThat(alert(new MessageTypePolicy(), a -> a.put("messageType", "UPDATE")))
                .isEqualTo(ALLOWED);
    }

    @Test
    void aPrivateAlertDoesNotGoToTheWholeNetwork() {
        assertThat(alert(new ScopePolicy(), a -> a.put("scope", "PRIVATE"))).isEqualTo(REFUSED);
        Proposal targeted = Sample.of(OrdinaryAlert.changed(a -> a.put("scope", "PRIVATE")), Kind.TARGETED);
        assertThat(new ScopePolicy().judge(targeted).outcome()).isEqualTo(ALLOWED);
    }

    @Test
    void headlineAndDescriptionPutTogetherNeedAPerson() {
        assertThat(alert(new WordingPolicy(), a -> a.put("dialect", "CAP_1_2").putNull("smsText")))
                .isEqualTo(NEEDS_PERSON);
        assertThat(alert(new WordingPolicy(), a -> a.put("dialect", "CAP_1_2"))).isEqualTo(ALLOWED);
    }

    @Test
    void aTextThatIsNotChineseNeedsAPerson() {
        assertThat(new ChinesePolicy().judge(Sample.text("Gale warning")).outcome())
                .isEqualTo(NEEDS_PERSON);
        assertThat(alert(new ChinesePolicy(), a -> a.put("dialect", "CAP_1_2").put("language", "en-US")))
                .isEqualTo(NEEDS_PERSON);
        assertThat(alert(new ChinesePolicy(), a -> a.put("dialect", "CAP_1_2").putNull("language")))
                .isEqualTo(NEEDS_PERSON);
    }

    @Test
    void severalInfosNeedAPerson() {
        Consumer<ObjectNode> several = a -> a.putArray("defects").addPOJO(new Violation("several-infos", "", "", ""));
        assertThat(alert(new SeveralInfosPolicy(), several)).isEqualTo(NEEDS_PERSON);
    }

    @Test
    void whatIsLateAlreadyNeedsAPerson_unlessItIsRedOrOrange() {
        String past = Sample.NOW.toString();
        assertThat(alert(new FinishByPolicy(), a -> a.put("finishBy", past))).isEqualTo(NEEDS_PERSON);
        assertThat(alert(
                        new FinishByPolicy(),
                        a -> a.put("finishBy", Sample.NOW.plusNanos(1000).toString())))
                .isEqualTo(ALLOWED);
        assertThat(alert(new FinishByPolicy(), a -> a.put("finishBy", past).put("severity", "EXTREME")))
                .isEqualTo(ALLOWED);
    }

    private static Verdict.Outcome alert(Policy policy, Consumer<ObjectNode> change) {
        return policy.judge(Sample.of(OrdinaryAlert.changed(change))).outcome();
    }
}
