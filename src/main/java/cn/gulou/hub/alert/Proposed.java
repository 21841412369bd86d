package cn.gulou.hub.alert;

import java.util.List;

/**
 * A broadcast that somebody wants to see before it is one: read like an alert, stored nowhere.
 *
 * @param source the account it would come from
 * @param numberIndexes keyed indexes of the numbers it names; the numbers themselves go no further than the reader
 */
public record Proposed(String source, Alert alert, Kind kind, AudienceDefinition audience, List<byte[]> numberIndexes) {

    public Proposed {
        numberIndexes = List.copyOf(numberIndexes);
    }

    @Override
    public String toString() {
        return "Proposed " + kind.wireName() + " with " + numberIndexes.size() + " numbers";
    }
}
