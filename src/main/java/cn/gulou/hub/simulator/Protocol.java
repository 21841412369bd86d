package cn.gulou.hub.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Answers each PDU as SMPP 3.4 asks of an SMSC. */
final class Protocol {
    private static final int INTERFACE_3_4 = 0x34;
    private static final String OWN_SYSTEM_ID = "GULOU-SIM";

    private final Centre centre;
    private final Deliveries deliveries;
    private final Submits submits;

    Protocol(Centre centre, Deliveries deliveries, Submits submits) {
        this.centre = centre;
        this.deliveries = deliveries;
        this.submits = submits;
    }

    void handle(Session session, PduReader pdu) {
        try {
            dispatch(session, pdu);
        } catch (MalformedPduException malformed) {
            malformed(session, pdu.sequence);
        }
    }

    /** Says so, then hangs up: after a wrong length nothing that follows can be trusted. */
    void malformed(Session session, int sequence) {
        centre.tallies.malformed++;
        session.out.begin(Pdu.GENERIC_NACK, Pdu.INVALID_LENGTH, sequence).end();
        session.leaving = true;
        session.hangingUp = true;
    }

    private void dispatch(Session session, PduReader pdu) {
        switch (pdu.command) {
            case Pdu.SUBMIT_SM -> submits.handle(session, pdu);
            case Pdu.SUBMIT_MULTI -> submitMulti(session, pdu);
            case Pdu.DELIVER_SM | Pdu.RESPONSE -> deliveries.answered(session, pdu.sequence, pdu.status);
            case Pdu.GENERIC_NACK -> deliveries.answered(session, pdu.sequence, Math.max(1, pdu.status));
            default -> {
                if (pdu.command > 0) {
                    control(session, pdu);
                }
            }
        }
    }

    private void submitMulti(Session session, PduReader pdu) {
        if (centre.settings.answers().submitMulti()) {
            submits.handle(session, pdu);
        } else {
            control(session, pdu);
        }
    }

    private void control(Session session, PduReader pdu) {
        if (centre.faults.silent) {
            return;
        }
        switch (pdu.command) {
            case Pdu.BIND_TRANSMITTER, Pdu.BIND_RECEIVER, Pdu.BIND_TRANSCEIVER -> bind(session, pdu);
            case Pdu.ENQUIRE_LINK -> plain(session, pdu, pdu.command | Pdu.RESPONSE, Pdu.OK);
            case Pdu.UNBIND -> {
                plain(session, pdu, pdu.command | Pdu.RESPONSE, session.bound() ? Pdu.OK : Pdu.WRONG_BIND_STATE);
                session.leaving = true;
            }
            default -> plain(session, pdu, Pdu.GENERIC_NACK, Pdu.INVALID_COMMAND);
        }
    }

    private void bind(Session session, PduReader pdu) {
        String systemId = pdu.string(16);
        String password = pdu.string(9);
        pdu.text(13);
        pdu.skip(3);
        pdu.text(41);
        int status = session.bound() ? Pdu.ALREADY_BOUND : verdict(systemId, password);
        session.out.begin(pdu.command | Pdu.RESPONSE, status, pdu.sequence);
        if (status == Pdu.OK) {
            session.out.ascii(OWN_SYSTEM_ID).one(0);
            session.out.two(Pdu.INTERFACE_VERSION).two(1).one(INTERFACE_3_4);
            admit(session, pdu.command, systemId);
        } else {
            // The link stays up: jSMPP loses an answer that a FIN follows at once, and then waits for a minute.
            centre.tallies.bindsRefused++;
        }
        session.out.end();
    }

    private void admit(Session session, int command, String systemId) {
        session.transmits = command != Pdu.BIND_RECEIVER;
        session.receives = command != Pdu.BIND_TRANSMITTER;
        session.account = centre.account(systemId);
        session.account.sessions.add(session);
        centre.tallies.bound(systemId);
    }

    private int verdict(String systemId, String password) {
        SimulatorSettings.Line line = centre.settings.line();
        if (centre.faults.refuseBinds) {
            return Pdu.BIND_FAILED;
        }
        if (!line.systemId().isEmpty() && !line.systemId().equals(systemId)) {
            return Pdu.INVALID_SYSTEM_ID;
        }
        return line.password().isEmpty() || same(line.password(), password) ? Pdu.OK : Pdu.INVALID_PASSWORD;
    }

    private static boolean same(String wanted, String given) {
        return MessageDigest.isEqual(
                wanted.getBytes(StandardCharsets.ISO_8859_1), given.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void plain(Session session, PduReader pdu, int command, int status) {
        session.out.begin(command, status, pdu.sequence).end();
    }
}
