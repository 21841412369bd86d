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

    /** How many segments; 0 ends the loop over the chunk. */
    public int size() {
        return segments.size();
    }

    @Override
    public String toString() {
        return "claim " + claimId + " of " + segments.size() + " segments at " + port;
    }
}
