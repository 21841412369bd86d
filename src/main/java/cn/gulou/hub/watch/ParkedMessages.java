package cn.gulou.hub.watch;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Enumeration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;

/** Counts what is parked: each parked message is work that nobody does. */
@Component("parkedMessages")
public class ParkedMessages {
    private static final int COUNTED = 1_000;

    private final JmsTemplate jms;
    private final Ledger ledger;
    private final String queue;

    ParkedMessages(JmsTemplate jms, Ledger ledger, @Value("${hub.queue.parked}") String queue) {
        this.jms = jms;
        this.ledger = ledger;
        this.queue = queue;
    }

    /** Raises the alarm while there are any, and ends it when there are none. */
    public void look() {
        int parked = jms.browse(queue, (session, browser) -> count(browser.getEnumeration()));
        ledger.sql("tell-parked")
                .param("parked", parked)
                .param("queue", queue)
                .param("now", ledger.now())
                .query()
                .listOfRows();
    }

    private static int count(Enumeration<?> messages) throws JMSException {
        int count = 0;
        while (count < COUNTED && messages.hasMoreElements() && messages.nextElement() instanceof Message) {
            count++;
        }
        return count;
    }
}
