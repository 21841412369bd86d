package cn.gulou.hub.dispatch;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A port at work: its settings, its pace, its allowance and its sessions. */
final class Port {
    private final PortSettings settings;
    private final Pacer pacer;
    private final Allowance allowance;
    private final List<Link> links;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile String fault;
    private volatile boolean stoppedByHand;

    Port(PortSettings settings, double pace) {
        this.settings = settings;
        this.pacer = new Pacer(settings.rate() * pace);
        this.allowance = new Allowance(settings.sessions(), settings.window(), settings.rate());
        this.links = Stream.generate(Link::new).limit(settings.sessions()).toList();
    }

    PortSettings settings() {
        return settings;
    }

    String name() {
        return settings.name();
    }

    Pacer pacer() {
        return pacer;
    }

    Allowance allowance() {
        return allowance;
    }

    Link link(int session) {
        return links.get(session);
    }

    List<Link> links() {
        return links;
    }

    long boundSessions() {
        return links.stream().filter(Link::isBound).count();
    }

    /** The next bound session in turn; the first when none is bound, which will say so. */
    int nextSession() {
        int start = Math.floorMod(turn.getAndIncrement(), links.size());
        for (int step = 0; step < links.size(); step++) {
            int session = (start + step) % links.size();
            if (links.get(session).isBound()) {
                return session;
            }
        }
        return start;
    }

    /** Why the port stopped itself; null while it works. Cleared by starting it by hand. */
    String fault() {
        return fault;
    }

    void stopForFault(String reason) {
        fault = reason;
    }

    boolean isStoppedByHand() {
        return stoppedByHand;
    }

    void stopByHand() {
        stoppedByHand = true;
    }

    void startByHand() {
        stoppedByHand = false;
        fault = null;
    }

    /** True when it should take tokens: bound, not stopped, not at fault. */
    boolean mayWork() {
        return !stoppedByHand && fault == null && boundSessions() > 0;
    }
}
