package cn.gulou.hub.flow;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** How many messages the hub's queues hold, as its embedded broker counts them: those being handled or tried again, too. */
final class BrokerQueues {
    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

    private static final String PARKED = "hub.parked";

    private BrokerQueues() {}

    static boolean nothingToDecideOrExpand() {
        return List.of("hub.alerts.inbound", "hub.accepted", "hub.approved").stream()
                .allMatch(queue -> messages(queue) == 0);
    }

    /** The same, and nothing is parked; what was is taken away, and the next look says whether more came. */
    static boolean areEmpty() {
        boolean nothingParked = messages(PARKED) == 0;
        if (!nothingParked) {
            try {
                BEANS.invoke(managed(PARKED), "removeAllMessages", null, null);
            } catch (JMException e) {
                throw new IllegalStateException("the broker does not empty " + PARKED, e);
            }
        }
        return nothingParked && nothingToDecideOrExpand();
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
