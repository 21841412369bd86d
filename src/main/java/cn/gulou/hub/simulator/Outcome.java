package cn.gulou.hub.simulator;

/**
 * What a receipt says became of a message.
 *
 * @param stat as written in the text, such as DELIVRD or a carrier's own MA:0001
 * @param error three digits or so, the carrier's table
 * @param state message_state of SMPP 3.4, section 5.2.28
 */
record Outcome(String stat, String error, int state) {
    static final Outcome DELIVERED = parse("DELIVRD:000");
    static final Outcome UNDELIVERED = parse("UNDELIV:001");

    /** Reads {@code UNDELIV:001}; the stat may hold colons itself, as in {@code MA:0001:001}. */
    static Outcome parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || colon == text.length() - 1 || text.length() > 40) {
            throw new IllegalArgumentException(text);
        }
        String stat = text.substring(0, colon);
        return new Outcome(stat, text.substring(colon + 1), stateOf(stat));
    }

    boolean delivered() {
        return state == 2;
    }

    Outcome opposite() {
        return delivered() ? UNDELIVERED : DELIVERED;
    }

    private static int stateOf(String stat) {
        return switch (stat) {
            case "ENROUTE" -> 1;
            case "DELIVRD" -> 2;
            case "EXPIRED" -> 3;
            case "DELETED" -> 4;
            case "ACCEPTD" -> 6;
            case "UNKNOWN" -> 7;
            case "REJECTD" -> 8;
            default -> 5;
        };
    }
}
