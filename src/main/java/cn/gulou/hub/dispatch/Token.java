package cn.gulou.hub.dispatch;

import java.util.Map;

/**
 * A chunk's token on the queues: {@code broadcastId:chunkNo}. Never a phone number (C-42).
 *
 * @param kind and sourceAddress: which queue; null when the token was read from one
 * @param priority JMS priority, 0 to 9
 */
public record Token(long broadcastId, int chunkNo, String kind, String sourceAddress, int priority) {

    /**
     * Reads a token.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Token of(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("not a chunk token");
        }
        return new Token(
                Long.parseLong(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)), null, null, 4);
    }

    Map<String, Object> parameters() {
        return Map.of("broadcastId", broadcastId, "chunkNo", chunkNo);
    }

    /** What stands on the queue. */
    public String text() {
        return broadcastId + ":" + chunkNo;
    }

    /** The end of the queue's name. */
    public String queue() {
        return kind + "." + sourceAddress;
    }
}
