package cn.gulou.hub.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptOutOverrideTest {

    @ParameterizedTest
    @EnumSource(Severity.class)
    void isOffUnlessASettingNamesIt(Severity severity) {
        assertThat(OptOutOverride.NONE.covers(Kind.WHOLE_NETWORK, severity)).isFalse();
    }

    @Test
    void coversRedAlertsToEveryoneAndNothingElse() {
        OptOutOverride red = OptOutOverride.RED_WHOLE_NETWORK;
        assertThat(red.covers(Kind.WHOLE_NETWORK, Severity.EXTREME)).isTrue();
        assertThat(red.covers(Kind.WHOLE_NETWORK, Severity.SEVERE)).isFalse();
        assertThat(red.covers(Kind.TARGETED, Severity.EXTREME)).isFalse();
        assertThat(red.covers(Kind.DRILL, Severity.EXTREME)).isFalse();
    }
}
