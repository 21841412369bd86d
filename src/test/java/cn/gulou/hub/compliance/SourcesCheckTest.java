package cn.gulou.hub.compliance;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.gulou.hub.alert.CannotStart;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourcesCheckTest {
    private static final String SOURCE = "hub.compliance.sources[0].";

    @Test
    void anUnattendedSourceSaysForWhomItSpeaks() {
        assertThatThrownBy(() -> new SourcesCheck(source(true, "")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("city");
        assertThatCode(() -> new SourcesCheck(source(true, "11000041600000"))).doesNotThrowAnyException();
    }

    @Test
    void oneThatAPersonLooksAtNeedNot() {
        assertThatCode(() -> new SourcesCheck(source(false, ""))).doesNotThrowAnyException();
    }

    private static ComplianceSettings source(boolean unattended, String senders) {
        return SettingsWith.changed(Map.of(
                SOURCE + "name",
                "city",
                SOURCE + "kinds",
                "targeted",
                SOURCE + "unattended",
                unattended,
                SOURCE + "senders",
                senders));
    }
}
