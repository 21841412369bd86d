package cn.gulou.hub.simulator;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts an SMSC with the hub, when told to: the demo has no carrier. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("hub.simulator.enabled")
@EnableConfigurationProperties(SimulatorProperties.class)
class SimulatorConfiguration {
    /** An eager singleton: it listens before the first route starts, and hangs up after the last has stopped. */
    @Bean(destroyMethod = "close")
    Smsc smsc(SimulatorProperties properties) {
        return Smsc.start(properties.settings());
    }
}
