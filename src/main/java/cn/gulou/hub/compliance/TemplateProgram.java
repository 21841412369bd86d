package cn.gulou.hub.compliance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A template made ready for matching: an automaton whose states are all followed at once (Thompson), so that no text, however
 * it is made, takes more than characters × states. It also knows how far a text came, and what it lacked there.
 */
final class TemplateProgram {
    private final List<State> states;

    private TemplateProgram(List<State> states) {
        this.states = List.copyOf(states);
    }

    /**
     * A step of the automaton.
     *
     * @param takes the character it takes; null: none, it only goes on
     * @param next where it goes on; none: the end of the template
     * @param depth how far into the template it stands: what was expected at the deepest is what the writer meant
     * @param expected what stands here, for people
     */
    private record State(IntPredicate takes, int[] next, int depth, String expected) {}

    /**
     * Where a text leaves a template.
     *
     * @param position of the character that does not fit, in UTF-16 code units; the text's length: it ends too soon
     */
    record Mismatch(int position, int depth, String expected) {}

    /** Empty when the text fits from its first to its last character. */
    Optional<Mismatch> mismatch(String text) {
        boolean[] now = reach(new boolean[states.size()], 0);
        Mismatch worst = new Mismatch(0, -1, "");
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            boolean[] next = new boolean[states.size()];
            for (int id = 0; id < now.length; id++) {
                State state = states.get(id);
                if (now[id] && state.takes() != null && state.takes().test(character)) {
                    Arrays.stream(state.next()).forEach(to -> reach(next, to));
                } else if (now[id]) {
                    worst = deeper(worst, state, at);
                }
            }
            now = next;
            at += Character.charCount(character);
        }
        return now[states.size() - 1] ? Optional.empty() : Optional.of(atTheEnd(now, worst, text.length()));
    }

    private Mismatch atTheEnd(boolean[] now, Mismatch worst, int length) {
        Mismatch deepest = worst;
        for (int id = 0; id < now.length; id++) {
            if (now[id]) {
                deepest = deeper(deepest, states.get(id), length);
            }
        }
        return deepest;
    }

    /** The deepest place counts; of several texts that came as deep there the first. */
    private static Mismatch deeper(Mismatch known, State state, int position) {
        boolean waits = state.takes() != null || state.next().length == 0;
        if (!waits || state.depth() < known.depth()) {
            return known;
        }
        if (state.depth() > known.depth()) {
            return new Mismatch(position, state.depth(), state.expected());
        }
        boolean alternative = position == known.position() && !known.expected().contains(state.expected());
        return alternative ? new Mismatch(position, known.depth(), known.expected() + " / " + state.expected()) : known;
    }

    /** Marks a state and all that it leads to without a character. */
    private boolean[] reach(boolean[] marked, int from) {
        int[] waiting = new int[states.size()];
        int count = mark(marked, from, waiting, 0);
        while (count > 0) {
            State state = states.get(waiting[--count]);
            if (state.takes() == null) {
                for (int next : state.next()) {
                    count = mark(marked, next, waiting, count);
                }
            }
        }
        return marked;
    }

    private static int mark(boolean[] marked, int id, int[] waiting, int count) {
        if (marked[id]) {
            return count;
        }
        marked[id] = true;
        waiting[count] = id;
        return count + 1;
    }

    /** Puts an automaton together, front to back; a place is the number of a state. */
    static final class Builder {
        private final List<State> states = new ArrayList<>();

        /** The place where what is added next will stand. */
        int here() {
            return states.size();
        }

        void take(IntPredicate character, int depth, String expected) {
            states.add(new State(character, new int[] {here() + 1}, depth, expected));
        }

        /** Goes on at several places; they may be set later. Returns its own place. */
        int go(int... next) {
            states.add(new State(null, next, 0, ""));
            return here() - 1;
        }

        void set(int place, int... next) {
            states.set(place, new State(null, next, 0, ""));
        }

        TemplateProgram end(int depth) {
            states.add(new State(null, new int[0], depth, "正文结束 the end"));
            return new TemplateProgram(states);
        }
    }
}
