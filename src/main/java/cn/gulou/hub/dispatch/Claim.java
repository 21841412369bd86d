package cn.gulou.hub.dispatch;

import java.util.List;

/**
 * What one transaction A took from a chunk. Empty when nothing of it may go now.
 *
 * @param cut true when the port's allowance cut it short: there may be more
 */
public record Claim(List<Segment> segments, boolean cut) {
    static final Claim EMPTY = new Claim(List.of(), false);

    /** How many segments; 0 ends the loop over the chunk. */
    public int size() {
        return segments.size();
    }

    @Override
    public String toString() {
        return "claim of " + segments.size() + " segments";
    }
}
