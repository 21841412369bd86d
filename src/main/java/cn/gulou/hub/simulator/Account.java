package cn.gulou.hub.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** One system-id: its sessions, its ceiling, and the receipts kept for it while no session can take them. */
final class Account {
    final String systemId;
    final SlidingSecond admitted = new SlidingSecond();
    final List<Session> sessions = new ArrayList<>();
    final Deque<Delivery> waiting = new ArrayDeque<>();

    private int turn;
    private Address lastSource;
    private TallySet lastTallies;

    Account(String systemId) {
        this.systemId = systemId;
    }

    /** The session to carry a delivery: the one that submitted it if it can, else the next that can, else null. */
    Session carrier(Delivery delivery, int window) {
        Session origin = delivery.message.origin();
        if (origin.canDeliver(window)) {
            return origin;
        }
        for (int i = 0; i < sessions.size(); i++) {
            turn = turn + 1 < sessions.size() ? turn + 1 : 0;
            if (sessions.get(turn).canDeliver(window)) {
                return sessions.get(turn);
            }
        }
        return null;
    }

    /** The short code as an object; nearly every submit carries the same one as the submit before. */
    Address source(int ton, int npi, byte[] data, int offset, int length) {
        Address last = lastSource;
        if (last == null
                || last.ton() != ton
                || last.npi() != npi
                || !Arrays.equals(last.digits(), 0, last.digits().length, data, offset, offset + length)) {
            lastSource = new Address(ton, npi, Arrays.copyOfRange(data, offset, offset + length));
            lastTallies = null;
        }
        return lastSource;
    }

    /** The tallies of the short code asked for last. */
    TallySet tallies(Tallies tallies) {
        if (lastTallies == null) {
            String source = new String(lastSource.digits(), java.nio.charset.StandardCharsets.ISO_8859_1);
            lastTallies = tallies.of(systemId, source);
        }
        return lastTallies;
    }
}
