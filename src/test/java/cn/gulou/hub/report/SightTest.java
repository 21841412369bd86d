package cn.gulou.hub.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.gulou.hub.alert.Refusal;
import org.junit.jupiter.api.Test;

class SightTest {
    private final Sight sight = new Sight();

    @Test
    void anUpstreamSystemSeesWhatItSentItself() {
        assertThat(sight.source("upstream", "upstream")).isEqualTo("upstream");
    }

    @Test
    void whoeverHasAnotherRoleSeesAll() {
        assertThat(sight.source("operator", "operator")).isNull();
        assertThat(sight.source("both", "upstream,operator")).isNull();
    }

    @Test
    void whoeverHasNoRoleSeesNothing() {
        assertThat(sight.source("nobody", "")).isEqualTo("nobody");
        assertThat(sight.source(null, null)).isEmpty();
    }

    @Test
    void whatCannotBeAnIdIsNotFound() {
        assertThat(sight.id("5001")).isEqualTo(5001L);
        for (String wrong : new String[] {null, "", "0", "-1", "1e3", "9999999999999999999"}) {
            assertThatThrownBy(() -> sight.id(wrong)).isInstanceOf(Refusal.class);
        }
    }
}
