package cn.gulou.hub.simulator;

import java.util.ArrayList;
import java.util.List;

/** A submit_sm or submit_multi between arrival and answer. */
final class Submission extends Timed {
    record Refusal(Address handset, int status) {}

    final Submits submits;
    final Session session;
    final int command;
    final int sequence;
    final long id;
    final List<Message> messages;
    final List<Refusal> refusals = new ArrayList<>(0);

    Submission(Submits submits, Session session, Submit submit, PduReader pdu, long id) {
        this.submits = submits;
        this.session = session;
        this.command = pdu.command;
        this.sequence = pdu.sequence;
        this.id = id;
        this.messages = new ArrayList<>(submit.destinations);
    }

    /** A submit_multi answers 0 and lists whom it could not take, unless it took nobody for the same one reason. */
    int status() {
        if (refusals.isEmpty()) {
            return Pdu.OK;
        }
        int first = refusals.get(0).status;
        boolean all = messages.isEmpty() && refusals.stream().allMatch(refusal -> refusal.status == first);
        return all ? first : Pdu.OK;
    }

    @Override
    void fallDue() {
        submits.answer(this);
    }
}
