package cn.gulou.hub.dispatch;

import java.util.List;

/**
 * What one transaction A took from a chunk. Empty when nothing of it may go now.
 *
 * @param claimId row of the table claim; 0 when empty
 */
public record Claim(long claimId, String port, List<Segment> segments) {

    static Claim empty(String port) {
        return new Claim(0, port, List.of());
    }

    /** True when there is nothing to send: the loop over the chunk ends. */
    public boolean isEmpty() {
        return segments.isEmpty();
    }

    @Override
    public String toString() {
        return "claim " + claimId + " of " + segments.size() + " segments at " + port;
    }
}
