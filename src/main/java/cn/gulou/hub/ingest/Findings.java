package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects everything that is wrong with one message, so that the sender hears all of it at once. */
final class Findings {
    /** Nobody reads more than this; a hostile message must not make a book of the answer. */
    private static final int MOST = 200;

    private final Map<Fault.Weight, Set<Violation>> found = new EnumMap<>(Fault.Weight.class);

    void add(Fault fault, String where, Object... details) {
        Set<Violation> sameWeight = found.computeIfAbsent(fault.weight(), weight -> new LinkedHashSet<>());
        if (sameWeight.size() < MOST) {
            sameWeight.add(fault.at(where, details));
        }
    }

    boolean has(Fault.Weight weight) {
        return found.containsKey(weight);
    }

    /** Is anything wrong at this place? */
    boolean has(String where) {
        return found.values().stream()
                .flatMap(Set::stream)
                .anyMatch(violation -> violation.where().equals(where));
    }

    List<Violation> of(Fault.Weight weight) {
        return List.copyOf(found.getOrDefault(weight, Set.of()));
    }

    /** Throws what speaks against the message: 400 when any of it is unreadable, else 422. */
    void refuseIfAny() {
        List<Violation> against = new ArrayList<>(of(Fault.Weight.UNREADABLE));
        against.addAll(of(Fault.Weight.CONTRADICTORY));
        if (!against.isEmpty()) {
            throw new Refusal(has(Fault.Weight.UNREADABLE) ? 400 : 422, against);
        }
    }

    /** A refusal for one unreadable thing: nothing after it could be read. */
    static Refusal unreadable(Fault fault, String where, Object... details) {
        return new Refusal(400, List.of(fault.at(where, details)));
    }
}
