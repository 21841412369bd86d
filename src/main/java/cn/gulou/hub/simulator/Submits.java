package cn.gulou.hub.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;

/** Takes submits: judges, counts, answers, and sets off their receipts. */
final class Submits {
    private final Centre centre;
    private final Deliveries deliveries;
    private final Submit submit = new Submit();
    private final Deque<Submission> held = new ArrayDeque<>();

    Submits(Centre centre, Deliveries deliveries) {
        this.centre = centre;
        this.deliveries = deliveries;
    }

    void handle(Session session, PduReader pdu) {
        submit.read(pdu);
        if (!session.transmits) {
            refuse(session, pdu, Pdu.WRONG_BIND_STATE);
        } else if (submit.refusal != Pdu.OK) {
            refuse(session, pdu, submit.refusal);
        } else {
            take(session, pdu);
        }
    }

    int held() {
        return held.size();
    }

    void releaseHeld() {
        while (!held.isEmpty()) {
            answer(held.remove());
        }
    }

    void answer(Submission submission) {
        if (centre.faults.hold) {
            held.add(submission);
            return;
        }
        Session session = submission.session;
        if (!session.closed && !session.leaving && !centre.faults.silent) {
            writeAnswer(submission, session.out);
        }
        for (int i = 0; i < submission.messages.size(); i++) {
            deliveries.plan(submission.messages.get(i));
        }
    }

    private void take(Session session, PduReader pdu) {
        Account account = session.account;
        Address source =
                account.source(submit.sourceTon, submit.sourceNpi, submit.data, submit.sourceAt, submit.sourceLength);
        TallySet tallies = account.tallies(centre.tallies);
        if (pdu.command == Pdu.SUBMIT_MULTI) {
            tallies.multi();
        }
        if (centre.faults.silent) {
            for (int i = 0; i < submit.destinations; i++) {
                tallies.submitted(centre.nanoTime);
                tallies.swallowed();
            }
            return;
        }
        Submission submission = new Submission(this, session, submit, pdu, centre.nextId());
        Segment segment = Segment.of(submit);
        for (int i = 0; i < submit.destinations; i++) {
            tallies.submitted(centre.nanoTime);
            judge(submission, segment, i, source, tallies);
        }
        answerLater(submission);
    }

    private void judge(Submission submission, Segment segment, int index, Address source, TallySet tallies) {
        Account account = submission.session.account;
        Address handset = submit.destination(index);
        int status = verdict(account, submit.list(index), handset.digits());
        if (status == Pdu.OK) {
            accept(submission, segment, handset, source, tallies);
        } else {
            tallies.rejected(status);
            submission.refusals.add(new Submission.Refusal(handset, status));
        }
        if (centre.recording.on()) {
            String id = status == Pdu.OK ? centre.settings.answers().messageId().text(submission.id) : "";
            centre.recording.add(account.systemId, submit, segment, handset.digits(), status, id);
        }
    }

    private int verdict(Account account, boolean list, byte[] number) {
        int ceiling = centre.settings.answers().rate();
        if (centre.faults.throttle || ceiling > 0 && !account.admitted.tryAdd(centre.nanoTime, ceiling)) {
            return Pdu.THROTTLED;
        }
        if (list) {
            // Nobody keeps distribution lists here.
            return Pdu.INVALID_LIST_NAME;
        }
        return number.length == 0 ? Pdu.INVALID_DESTINATION : centre.fate.rejection(number);
    }

    private void accept(Submission submission, Segment segment, Address handset, Address source, TallySet tallies) {
        byte[] number = handset.digits();
        Outcome outcome = centre.fate.outcome(number);
        boolean again = !centre.tallies.seen.add(segment.fingerprint(number, submit));
        tallies.accepted(again, outcome);
        boolean reported = reported(outcome);
        Message message = new Message(
                submission.session.account,
                submission.session,
                tallies,
                source,
                handset,
                submission.id,
                centre.epochMillis(),
                submit.reference,
                outcome,
                reported,
                reported && !centre.faults.hold && centre.fate.early(number),
                segment.part() <= 1 && centre.fate.replies(number));
        submission.messages.add(message);
        if (message.early()) {
            deliveries.sendNow(message);
        }
    }

    /** registered_delivery, SMPP 3.4 section 5.2.17: 1 asks for every receipt, 2 for those of failures. */
    private boolean reported(Outcome outcome) {
        int asked = submit.registered & 3;
        return centre.settings.receipts().sent() && (asked == 1 || asked == 2 && !outcome.delivered());
    }

    private void answerLater(Submission submission) {
        SimulatorSettings.Answers answers = centre.settings.answers();
        int delay = answers.latency() + random(answers.jitter());
        if (delay == 0) {
            answer(submission);
        } else {
            centre.timers.schedule(submission, delay);
        }
    }

    private void writeAnswer(Submission submission, PduWriter out) {
        int status = submission.status();
        out.begin(submission.command | Pdu.RESPONSE, status, submission.sequence);
        if (status == Pdu.OK) {
            centre.settings.answers().messageId().write(submission.id, out);
            out.one(0);
            if (submission.command == Pdu.SUBMIT_MULTI) {
                out.one(submission.refusals.size());
                for (Submission.Refusal refusal : submission.refusals) {
                    refusal.handset().write(out);
                    out.four(refusal.status());
                }
            }
        }
        out.end();
    }

    private void refuse(Session session, PduReader pdu, int status) {
        if (!centre.faults.silent) {
            session.out.begin(pdu.command | Pdu.RESPONSE, status, pdu.sequence).end();
        }
    }

    static int random(int jitter) {
        return jitter == 0 ? 0 : ThreadLocalRandom.current().nextInt(jitter + 1);
    }
}
