package cn.gulou.hub.console;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** An exception for the log: its classes and its frames, but none of its texts, which may hold what came in (C-42). */
final class Scrubbed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Scrubbed(Throwable original, Throwable cause) {
        super(original.getClass().getName(), cause, false, true);
        setStackTrace(original.getStackTrace());
    }

    static Scrubbed of(Throwable original) {
        return of(original, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static Scrubbed of(Throwable original, Set<Throwable> seen) {
        seen.add(original);
        Throwable cause = original.getCause();
        return new Scrubbed(original, cause == null || seen.contains(cause) ? null : of(cause, seen));
    }

    /** The classes from outermost to root. */
    static String names(Throwable original) {
        StringBuilder names = new StringBuilder(original.getClass().getSimpleName());
        Throwable each = of(original).getCause();
        while (each != null) {
            names.append(" < ").append(each.getMessage());
            each = each.getCause();
        }
        return names.toString();
    }

    static Throwable root(Throwable original) {
        Throwable root = original;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
