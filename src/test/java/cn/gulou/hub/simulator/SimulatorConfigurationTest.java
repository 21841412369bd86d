package cn.gulou.hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SimulatorConfigurationTest {
    private final ApplicationContextRunner hub =
            new ApplicationContextRunner().withUserConfiguration(SimulatorConfiguration.class);

    @Test
    void startsNothing_unlessToldTo() {
        hub.run(context -> assertThat(context).doesNotHaveBean(Smsc.class));
        hub.withPropertyValues("hub.simulator.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(Smsc.class));
    }

    @Test
    void startsWithTheHubsSettings() {
        hub.withPropertyValues(
                        "hub.simulator.enabled=true",
                        "hub.simulator.port=0",
                        "hub.simulator.control-port=none",
                        "hub.simulator.fail-suffix=7:UNDELIV:001",
                        "hub.simulator.latency=")
                .run(context -> {
                    SimulatorSettings settings = context.getBean(Smsc.class).settings();
                    assertThat(settings.oddities().failures()).hasSize(1);
                    assertThat(settings.answers().latency()).isZero();
                });
    }

    /** HUB_SIMULATOR is the switch's public name, so it must not be taken for the settings themselves. */
    @Test
    void readsTheEnvironment_besideItsSwitch() {
        Map<String, Object> environment = Map.of("HUB_SIMULATOR", "true", "HUB_SIMULATOR_RECEIPTDELAY", "7");
        hub.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("systemEnvironment", environment)))
                .withPropertyValues(
                        "hub.simulator.enabled=${HUB_SIMULATOR:false}",
                        "hub.simulator.port=0",
                        "hub.simulator.control-port=0")
                .run(context -> {
                    Smsc smsc = context.getBean(Smsc.class);
                    assertThat(smsc.settings().receipts().delay()).isEqualTo(7);
                    assertThat(smsc.controlPort()).isPositive();
                });
    }
}
