package cn.gulou.hub.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Severity;
import org.junit.jupiter.api.Test;

class WordingTest {
    private final Signature signature = new Signature("【北京市应急管理事务中心】");

    @Test
    void theSmsTextGoesOutBeforeAnythingElse() {
        assertThat(Wording.of(OrdinaryAlert.unchanged())).isEqualTo("市气象台发布大风黄色预警信号。");
    }

    @Test
    void theNationalProfileFallsBackOnTheDescriptionAlone() {
        assertThat(Wording.of(OrdinaryAlert.changed(a -> a.putNull("smsText")))).isEqualTo("预计今夜至明日阵风可达8级。");
    }

    @Test
    void capFallsBackOnHeadlineAndDescription() {
        assertThat(Wording.of(
                        OrdinaryAlert.changed(a -> a.put("dialect", "CAP_1_2").putNull("smsText"))))
                .isEqualTo("大风黄色预警。预计今夜至明日阵风可达8级。");
        assertThat(Wording.of(OrdinaryAlert.changed(
                        a -> a.put("dialect", "CAP_1_2").putNull("smsText").put("headline", "预计今夜"))))
                .isEqualTo("预计今夜至明日阵风可达8级。");
    }

    @Test
    void anAlertWithoutWordsHasAnEmptyText() {
        assertThat(Wording.of(OrdinaryAlert.changed(a -> a.putNull("smsText").putNull("description"))))
                .isEmpty();
    }

    @Test
    void aTextThatIsSignedAlreadyIsNotSignedTwice() {
        assertThat(signature.removedFrom("【北京市应急管理事务中心】大风预警")).isEqualTo("大风预警");
        assertThat(signature.removedFrom("大风预警")).isEqualTo("大风预警");
    }

    @Test
    void uncertainSegmentsAreResentForRedAndOrangeAwaitedForYellowAndBlueHeldForTargeted() {
        assertThat(UncertainPolicy.byDefault(Kind.WHOLE_NETWORK, Severity.EXTREME))
                .isEqualTo(UncertainPolicy.RESEND_NOW);
        assertThat(UncertainPolicy.byDefault(Kind.WHOLE_NETWORK, Severity.MINOR))
                .isEqualTo(UncertainPolicy.WAIT_RECEIPT);
        assertThat(UncertainPolicy.byDefault(Kind.TARGETED, Severity.EXTREME)).isEqualTo(UncertainPolicy.HOLD);
    }
}
