package cn.gulou.hub.embedded;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one broker: the configured one, or an embedded one when none is. */
@Configuration
class BrokerConfiguration {

    @Bean
    @ConditionalOnExpression("'${hub.broker.url:}'.isEmpty()")
    EmbeddedBroker embeddedBroker(DataDirectory directory, EmbeddedSettings settings) {
        return new EmbeddedBroker(directory.path(), settings.broker());
    }

    @Bean(destroyMethod = "stop")
    ConnectionFactory connectionFactory(EmbeddedSettings settings, ObjectProvider<EmbeddedBroker> embedded) {
        EmbeddedBroker own = embedded.getIfAvailable();
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(
                own != null ? own.url() : settings.broker().url());
        factory.setUser(own != null ? own.user() : settings.broker().user());
        factory.setPassword(own != null ? own.password() : settings.broker().password());
        // Tokens are not fetched ahead: what one port holds, another could have sent.
        factory.setConsumerWindowSize(0);
        factory.setReconnectAttempts(-1);
        // No Java object is ever read from a queue (CVE-2026-40860, -43866).
        factory.setDeserializationDenyList("*");
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(factory);
        pool.setMaxConnections(4);
        pool.setMaxSessionsPerConnection(1_000);
        return pool;
    }
}
