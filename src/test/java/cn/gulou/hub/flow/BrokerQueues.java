package cn.gulou.hub.flow;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What the hub's queues hold, as its embedded broker counts it: messages being handled or tried again, too. */
final class BrokerQueues {
    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();
    private static final String PARKED = "hub.parked";

    private BrokerQueues() {}

    static boolean nothingToDecideOrExpand() {
        return List.of("hub.alerts.inbound", "hub.accepted", "hub.approved").stream()
                .allMatch(queue -> messages(queue) == 0);
    }

    /** Takes away what is parked; says how many that were. */
    static int takeParked() {
        try {
            return (Integer) BEANS.invoke(managed(PARKED), "removeAllMessages", null, null);
        } catch (JMException e) {
            throw new IllegalStateException("the broker does not empty " + PARKED, e);
        }
    }

    private static long messages(String queue) {
        try {
            return (Long) BEANS.getAttribute(managed(queue), "MessageCount");
        } catch (JMException e) {
            throw new IllegalStateException("the broker does not tell how many messages " + queue + " holds", e);
        }
    }

    private static ObjectName managed(String queue) throws JMException {
        Set<ObjectName> names = BEANS.queryNames(
                new ObjectName("org.apache.activemq.artemis:component=addresses,subcomponent=queues,queue="
                        + ObjectName.quote(queue) + ",*"),
                null);
        if (names.size() != 1) {
            throw new IllegalStateException(queue + " is managed under " + names);
        }
        return names.iterator().next();
    }
}
