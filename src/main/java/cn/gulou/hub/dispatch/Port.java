package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.SubmissionState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A port at work: its settings, its pace, its allowance and its sessions. */
final class Port {
    private final PortSettings settings;
    private final Pacer pacer;
    private final Allowance allowance;
    private final List<Link> links;
    private final List<Link> receivers;
    private final AnswerQueue answers = new AnswerQueue();
    private int turn;
    private volatile String fault;
    private volatile boolean stoppedByHand;
    private volatile boolean draining;

    Port(PortSettings settings, DispatchSettings.Common common) {
        this.settings = settings;
        this.pacer = new Pacer(
                settings.rate() * common.pace(),
                (int) Math.ceil(settings.rate() * common.peak()),
                common.throttlePause());
        this.allowance = new Allowance(settings.sessions(), settings.window(), settings.rate());
        this.links = links(false).limit(settings.sessions()).toList();
        this.receivers = links(true)
                .limit(settings.bindsApart() ? settings.sessions() : 0)
                .toList();
    }

    private Stream<Link> links(boolean forReceipts) {
        return Stream.generate(() -> new Link(settings.window(), forReceipts, this::linkChanged));
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

    AnswerQueue answers() {
        return answers;
    }

    /** A claimed segment that cannot be sent at all. */
    void fail(Segment segment, String reason, Instant at) {
        answers.add(new Outcome(segment, SubmissionState.REJECTED, null, reason, at, null));
    }

    /** A bind by its number: those that submit come first, then those that only receive. */
    Link link(int session) {
        return session < links.size() ? links.get(session) : receivers.get(session - links.size());
    }

    /** The sessions that submit. */
    List<Link> links() {
        return links;
    }

    /** Every bind there is. */
    List<Link> binds() {
        return Stream.concat(links.stream(), receivers.stream()).toList();
    }

    /** True when a session is bound and answers. */
    boolean isUsable() {
        return links.stream().anyMatch(Link::isUsable);
    }

    long boundSessions() {
        return links.stream().filter(Link::isBound).count();
    }

    /**
     * Takes a place in the window of a usable session, waiting until there is one: of those with a free place the one with
     * the least in flight, so that a slow session gets less. When none is usable any will do; it will say so.
     */
    synchronized int takeSession() {
        while (isUsable()) {
            Link best = freest();
            if (best.window().take()) {
                return links.indexOf(best);
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        links.get(0).window().takeAnyway();
        return 0;
    }

    private Link freest() {
        turn++;
        return IntStream.range(0, links.size())
                .mapToObj(step -> links.get(Math.floorMod(turn + step, links.size())))
                .filter(Link::isUsable)
                .min(Comparator.comparing((Link link) -> link.window().isFull())
                        .thenComparingInt(link -> link.window().inFlight()))
                .orElseGet(() -> links.get(0));
    }

    private synchronized void linkChanged() {
        notifyAll();
    }

    /** Why the port stopped itself; null while it works. Cleared by starting it by hand. */
    String fault() {
        return fault;
    }

    /**
     * The last guard before the wire: a drill leaves by a port for drills, to drill numbers only, and nothing else leaves by
     * such a port. No claim lets the two meet; should they ever, the port stands still and nothing has left.
     */
    boolean mayCarry(Duty duty) {
        boolean fits = (duty == Duty.PUBLIC) == (settings.kind() != Kind.DRILL);
        if (!fits) {
            stopForFault(duty.obstacle());
        }
        return fits && duty != Duty.UNLISTED;
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

    /** The hub is stopping: nothing more is claimed. */
    void drain() {
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }

    /** True when it should take tokens: bound and answered, not stopped, not at fault. */
    boolean mayWork() {
        return !draining && !stoppedByHand && fault == null && isUsable();
    }
}
