package cn.gulou.hub.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * An order that needs two people. An order is a bean: add one and {@link TwoPeople} carries it out once a second person has
 * confirmed it.
 */
abstract class TwoPeopleOrder {
    private final String action;
    private final Set<String> confirmers;

    /**
     * @param action what column {@code proposal.action} says: {@code grant.record}
     * @param confirmers roles of which the second person has one; as in settings
     */
    TwoPeopleOrder(String action, String... confirmers) {
        this.action = action;
        this.confirmers = Set.of(confirmers);
    }

    final String action() {
        return action;
    }

    final Set<String> confirmers() {
        return confirmers;
    }

    /**
     * Does it, in the transaction that confirms: what is thrown here leaves the proposal waiting.
     *
     * @return what the second person is answered
     */
    abstract Object carryOut(Confirmed order);

    /**
     * An order with two people's names under it.
     *
     * @param content what was proposed, as it was confirmed
     * @param reason why it was proposed, or null
     */
    record Confirmed(String subject, JsonNode content, String reason, String proposedBy, String confirmedBy) {}
}
