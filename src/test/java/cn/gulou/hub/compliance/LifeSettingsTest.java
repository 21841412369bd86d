package cn.gulou.hub.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.CannotStart;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Reach;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LifeSettingsTest {
    private static final LifeSettings SETTINGS = new LifeSettings(
            Reach.ALL,
            Reach.NOBODY,
            List.of(
                    new LifeSettings.Exception("upstream", Kind.TARGETED, Reach.TOLD, null),
                    new LifeSettings.Exception(null, Kind.DRILL, null, Reach.TOLD)),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1));

    @Test
    void whatTheMessageSaysComesBeforeTheSettings() {
        assertThat(SETTINGS.reach(update(a -> a.put("reach", "told")), "upstream", Kind.WHOLE_NETWORK))
                .isEqualTo(Reach.TOLD);
        assertThat(SETTINGS.reach(update(a -> a.put("reach", "all")), "upstream", Kind.TARGETED))
                .isEqualTo(Reach.ALL);
    }

    @Test
    void theFirstExceptionThatFitsCounts_elseWhatIsUsual() {
        assertThat(SETTINGS.reach(update(a -> {}), "upstream", Kind.TARGETED)).isEqualTo(Reach.TOLD);
        assertThat(SETTINGS.reach(update(a -> {}), "upstream", Kind.WHOLE_NETWORK))
                .isEqualTo(Reach.ALL);
        assertThat(SETTINGS.reach(cancel(), "upstream", Kind.TARGETED)).isEqualTo(Reach.NOBODY);
        assertThat(SETTINGS.reach(cancel(), "upstream", Kind.DRILL)).isEqualTo(Reach.TOLD);
    }

    @Test
    void anUpdateGoesToSomebody_andACancelNeverToAll() {
        Duration minute = Duration.ofMinutes(1);
        assertThat(SETTINGS.isPossible()).isTrue();
        assertThat(new LifeSettings(Reach.NOBODY, Reach.NOBODY, List.of(), minute, minute).isPossible())
                .isFalse();
        assertThat(new LifeSettings(Reach.ALL, Reach.ALL, List.of(), minute, minute).isPossible())
                .isFalse();
        assertThat(new LifeSettings.Exception(null, null, Reach.NOBODY, null).isPossible())
                .isFalse();
    }

    @Test
    void productionTakesNoNumbersFromAFile() {
        assertThatThrownBy(() -> new NoNumbersInSettings(new DrillSettings("", List.of("8613800000001"))))
                .isInstanceOf(CannotStart.class)
                .message()
                .contains("/api/drill-numbers")
                .doesNotContain("8613800000001");
        assertThat(new NoNumbersInSettings(new DrillSettings("", List.of()))).isNotNull();
    }

    private static Alert update(Consumer<ObjectNode> change) {
        return OrdinaryAlert.changed(change.andThen(a -> a.put("messageType", "UPDATE")));
    }

    private static Alert cancel() {
        return OrdinaryAlert.changed(a -> a.put("messageType", "CANCEL"));
    }
}
