package cn.gulou.hub.simulator;

import java.util.Iterator;
import java.util.function.Predicate;

/** Sends receipts and replies, and keeps each until it is answered for good. */
final class Deliveries {
    private final Centre centre;
    private final DeliveryWriter writer = new DeliveryWriter();

    Deliveries(Centre centre) {
        this.centre = centre;
    }

    /** Sets off what a message brings about, once it has been answered. */
    void plan(Message message) {
        if (message.reported()) {
            byte[] number = message.handset().digits();
            int delay = centre.settings.receipts().delay()
                    + Submits.random(centre.settings.receipts().jitter());
            int copies = centre.fate.copies(number) - (message.early() ? 1 : 0);
            for (int i = 0; i < copies; i++) {
                later(new Delivery(message, message.outcome()), delay);
            }
            if (centre.fate.contradicted(number)) {
                later(new Delivery(message, message.outcome().opposite()), delay);
            }
        }
        if (message.replied()) {
            later(new Delivery(message, null), centre.settings.receipts().delay());
        }
    }

    /** Sends a receipt ahead of the answer, if the window allows. */
    void sendNow(Message message) {
        Delivery delivery = new Delivery(message, message.outcome());
        Session carrier = centre.faults.holdReceipts ? null : message.account().carrier(delivery, window());
        if (carrier == null) {
            message.account().waiting.add(delivery);
        } else {
            send(carrier, delivery);
        }
    }

    /** Sends what is due, as far as the windows allow. */
    void pump(Account account) {
        Delivery delivery = account.waiting.peek();
        while (delivery != null) {
            Session carrier = account.carrier(delivery, window());
            if (carrier == null) {
                return;
            }
            account.waiting.remove();
            send(carrier, delivery);
            delivery = account.waiting.peek();
        }
    }

    void answered(Session session, int sequence, int status) {
        Delivery delivery = session.unanswered.remove(sequence);
        if (delivery == null) {
            centre.tallies.strayAnswers++;
            return;
        }
        delivery.message.tallies().answered(delivery.outcome, status);
        if (temporary(status)) {
            later(delivery, centre.settings.receipts().retry());
        }
    }

    /** Takes back what has waited too long for its answer. */
    void sweep(Session session) {
        long oldest = centre.millis() - centre.settings.receipts().timeout();
        takeBack(session, delivery -> delivery.sentMillis <= oldest);
    }

    /** Takes back all that a lost link left unanswered. */
    void lost(Session session) {
        takeBack(session, delivery -> true);
    }

    private void takeBack(Session session, Predicate<Delivery> which) {
        Iterator<Delivery> oldestFirst = session.unanswered.values().iterator();
        while (oldestFirst.hasNext()) {
            Delivery delivery = oldestFirst.next();
            if (!which.test(delivery)) {
                return;
            }
            oldestFirst.remove();
            delivery.message.account().waiting.add(delivery);
        }
    }

    private void later(Delivery delivery, int delay) {
        if (delay == 0) {
            delivery.fallDue();
        } else {
            centre.timers.schedule(delivery, delay);
        }
    }

    private void send(Session session, Delivery delivery) {
        if (delivery.doneMillis == 0) {
            delivery.doneMillis = centre.epochMillis();
        }
        delivery.sentMillis = centre.millis();
        int sequence = session.nextSequence();
        session.unanswered.put(sequence, delivery);
        writer.write(delivery, sequence, centre.settings, session.out);
        delivery.message.tallies().sent(delivery.receipt());
    }

    private int window() {
        return centre.settings.receipts().window();
    }

    private static boolean temporary(int status) {
        return status == Pdu.QUEUE_FULL
                || status == Pdu.THROTTLED
                || status == Pdu.TEMPORARY_APPLICATION_ERROR
                || status == Pdu.SYSTEM_ERROR;
    }
}
