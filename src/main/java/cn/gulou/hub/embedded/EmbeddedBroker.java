package cn.gulou.hub.embedded;

import cn.gulou.hub.alert.CannotStart;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** An Artemis that lives and dies with the hub, from the same broker.xml as a standalone one, its journal on disk. */
final class EmbeddedBroker implements AutoCloseable {
    private static final String USER = "hub";

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final String password = UUID.randomUUID().toString();
    private final int id = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);

    EmbeddedBroker(Path dataDirectory, EmbeddedSettings.Broker settings) {
        checkFree(settings);
        // broker.xml reads these; a standalone broker has them in its own profile.
        System.setProperty("hub.broker.data", dataDirectory.resolve("artemis").toString());
        System.setProperty("hub.broker.id", String.valueOf(id));
        System.setProperty("hub.broker.address", settings.embeddedAddress());
        System.setProperty("hub.broker.port", String.valueOf(settings.embeddedPort()));
        try {
            server.setConfigResourcePath("artemis/broker.xml");
            server.setSecurityManager(
                    new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), accounts(settings)));
            server.setMbeanServer(ManagementFactory.getPlatformMBeanServer());
            server.start();
        } catch (Exception e) { // EmbeddedActiveMQ.start declares Exception
            throw new CannotStart("The embedded broker in " + dataDirectory.resolve("artemis") + " does not start: "
                    + e.getMessage() + ". HUB_BROKER_URL names a broker of your own instead.");
        }
    }

    String url() {
        return "vm://" + id;
    }

    String user() {
        return USER;
    }

    String password() {
        return password;
    }

    private SecurityConfiguration accounts(EmbeddedSettings.Broker settings) {
        SecurityConfiguration accounts = new SecurityConfiguration();
        accounts.addUser(USER, password);
        accounts.addRole(USER, "hub");
        if (!settings.upstreamUser().isEmpty()) {
            accounts.addUser(settings.upstreamUser(), settings.upstreamPassword());
            accounts.addRole(settings.upstreamUser(), "upstream");
        }
        return accounts;
    }

    private static void checkFree(EmbeddedSettings.Broker settings) {
        if (settings.embeddedPort() == 0) {
            return;
        }
        try (ServerSocket socket =
                new ServerSocket(settings.embeddedPort(), 1, InetAddress.getByName(settings.embeddedAddress()))) {
            socket.setReuseAddress(true);
        } catch (IOException e) {
            throw new CannotStart("HUB_BROKER_PORT: " + settings.embeddedAddress() + ":" + settings.embeddedPort()
                    + " is taken. Choose another port, or 0 for a broker that listens nowhere.");
        }
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
