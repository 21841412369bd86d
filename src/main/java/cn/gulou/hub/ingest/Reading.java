package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.Violation;
import java.util.List;

/**
 * A message that could be read.
 *
 * @param numbers in the sender's order, each once, E.164 without +; never print them
 * @param canonicalContent what two copies have in common; may hold numbers, so only its keyed index is kept
 * @param doubts why a person should look first; empty when nobody need
 * @param personal whether the message carries numbers, names or addresses of people
 */
record Reading(Alert alert, List<String> numbers, byte[] canonicalContent, List<Violation> doubts, boolean personal) {

    boolean quarantined() {
        return !doubts.isEmpty();
    }

    @Override
    public String toString() {
        return "Reading of " + numbers.size() + " numbers, " + doubts.size() + " doubts";
    }
}
