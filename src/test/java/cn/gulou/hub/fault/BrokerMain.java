package cn.gulou.hub.fault;

import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** An Artemis from the hub's broker.xml as a process of its own. Arguments: data directory, TCP port. */
final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("hub.broker.data", arguments[0]);
        System.setProperty("hub.broker.port", arguments[1]);
        SecurityConfiguration accounts = new SecurityConfiguration();
        accounts.addUser("hub", "hub");
        accounts.addRole("hub", "hub");
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        server.setConfigResourcePath("artemis/broker.xml");
        server.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), accounts));
        server.start();
        Thread.currentThread().join();
    }
}
