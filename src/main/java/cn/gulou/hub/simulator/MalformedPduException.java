package cn.gulou.hub.simulator;

/** A PDU whose parts do not fit its length. Answered with generic_nack, then the link is closed. */
final class MalformedPduException extends RuntimeException {
    MalformedPduException(String reason) {
        // No stack trace: a client that floods us with nonsense must not cost much.
        super(reason, null, false, false);
    }
}
