package cn.gulou.hub.dispatch;

import java.util.List;

/**
 * What one transaction A took from a chunk. Empty when nothing of it may go now. No record: Camel hashes what a route asks,
 * and the hash of a record goes through all its segments.
 */
public final class Claim {
    static final Claim EMPTY = new Claim(List.of(), List.of(), false);

    private final List<Segment> segments;
    private final List<Request> requests;
    private final boolean cut;

    Claim(List<Segment> segments, List<Request> requests, boolean cut) {
        this.segments = segments;
        this.requests = requests;
        this.cut = cut;
    }

    /** What goes out for it, a PDU each. */
    public List<Request> getRequests() {
        return requests;
    }

    /** How many segments; 0 ends the loop over the chunk. */
    public int getSize() {
        return segments.size();
    }

    /** True when the port's allowance cut it short: there may be more. */
    boolean isCut() {
        return cut;
    }

    @Override
    public String toString() {
        return "claim of " + segments.size() + " segments";
    }
}
