package cn.gulou.hub.simulator;

/** One deliver_sm, until it is answered for good: a receipt, or a reply when there is no outcome. */
final class Delivery extends Timed {
    final Message message;
    final Outcome outcome;
    /** Set at the first attempt; a receipt sent again reads the same. */
    long doneMillis;

    long sentMillis;

    Delivery(Message message, Outcome outcome) {
        this.message = message;
        this.outcome = outcome;
    }

    boolean receipt() {
        return outcome != null;
    }

    @Override
    void fallDue() {
        message.account().waiting.add(this);
    }
}
