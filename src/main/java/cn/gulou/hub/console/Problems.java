package cn.gulou.hub.console;

import cn.gulou.hub.alert.Refusal;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Turns what went wrong into what is said about it. Used by the routes in shared/errors. */
@Component("problems")
public class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Outages outages;

    Problems(Outages outages) {
        this.outages = outages;
    }

    /** A refusal, with its own status and every violation; one thrown inside an expression comes wrapped. */
    public Problem refused(Throwable cause) {
        Throwable root = Scrubbed.root(cause);
        if (root instanceof Refusal refusal) {
            return Problem.of(refusal.statusCode(), refusal.violations());
        }
        throw new IllegalArgumentException("no refusal", cause);
    }

    /** The database or the broker is not there: nothing is wrong with the request. */
    public Problem unavailable(String route, Throwable cause) {
        LOG.warn("Not available in route {}: {}", route, Scrubbed.names(cause));
        return Problem.of(503);
    }

    /** A fault of the hub's own. Says nothing about it but an id; the log has the id and where it happened. */
    public Problem unexpected(String route, Throwable cause) {
        String id = newId();
        LOG.error("Error {} in route {}", id, route, Scrubbed.of(cause));
        return Problem.of(500).withErrorId(id);
    }

    /** What the parked message says of its failure: a short code, never an exception's text. */
    public String code(Throwable cause) {
        Throwable root = Scrubbed.root(cause);
        return root instanceof Refusal refusal
                ? refusal.getMessage()
                : root.getClass().getSimpleName();
    }

    /** Puts a failed queue message on record; the message itself is parked. */
    public void parked(String route, Throwable cause) {
        LOG.error("Parked a message that failed in route {}", route, Scrubbed.of(cause));
    }

    /** Puts a failed tick on record; the next one does its work. */
    public void skipped(String route, Throwable cause) {
        LOG.error("A tick failed in route {}; the next one does its work", route, Scrubbed.of(cause));
    }

    /** Whatever it is. */
    Problem of(String route, Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof Refusal refusal) {
                return refused(refusal);
            }
        }
        return outages.ofAnyPart(cause) ? unavailable(route, cause) : unexpected(route, cause);
    }

    private static String newId() {
        byte[] random = new byte[6];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
