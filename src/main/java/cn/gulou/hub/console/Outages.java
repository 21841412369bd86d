package cn.gulou.hub.console;

import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jms.JmsException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;

/**
 * Tells a part that is away, for which to wait, from a fault that no waiting mends. Used by the routes in shared/errors, since
 * neither the class of an exception nor that of its root says it: a value too long for an index comes as a failed resource, a
 * line lost in a commit as a failed transaction.
 */
@Component("outages")
public class Outages {
    private static final int DEEPEST = 20;
    /**
     * How the SQLSTATEs begin that pass (PostgreSQL, appendix A): line broken, read only, ended for another's sake, lock not
     * had, no room, told to stop, fault of the machine.
     */
    private static final List<String> PASSING =
            List.of("08", "25006", "25P03", "25P04", "40", "53", "55P03", "57", "58");

    /** No connection was had, whatever the reason: a password that is no longer right may be right again. */
    private static final List<Class<? extends Exception>> NO_LINE = List.of(
            CannotCreateTransactionException.class,
            CannotGetJdbcConnectionException.class,
            SQLTransientConnectionException.class,
            SQLNonTransientConnectionException.class);

    /** What says "not now" without the database having spoken. */
    private static final List<Class<? extends Exception>> NOT_NOW =
            List.of(TransientDataAccessException.class, DataAccessResourceFailureException.class);

    private static final List<Class<? extends Exception>> OTHER_PARTS =
            List.of(JMSException.class, JmsException.class, DirectConsumerNotAvailableException.class);

    /** The database is not there, or cannot just now; the disk is nearly full, too. */
    public boolean ofDatabase(Throwable fault) {
        List<Throwable> chain = chain(fault).toList();
        if (hasAny(chain, NO_LINE)) {
            return true;
        }
        List<SQLException> told = chain.stream()
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .toList();
        if (told.isEmpty()) {
            return hasAny(chain, NOT_NOW);
        }
        // a line that was lost: the pool has closed it, and says no more than that when it is to roll back
        boolean unfinished = hasAny(chain, List.of(TransactionException.class));
        return told.stream().anyMatch(each -> each.getSQLState() == null ? unfinished : passes(each.getSQLState()));
    }

    /** The database, the broker, or a route is not there. */
    public boolean ofAnyPart(Throwable fault) {
        return ofDatabase(fault) || hasAny(chain(fault).toList(), OTHER_PARTS);
    }

    private static boolean passes(String state) {
        return PASSING.stream().anyMatch(state::startsWith);
    }

    private static boolean hasAny(List<Throwable> chain, List<Class<? extends Exception>> classes) {
        return chain.stream().anyMatch(each -> classes.stream().anyMatch(known -> known.isInstance(each)));
    }

    private static Stream<Throwable> chain(Throwable fault) {
        return Stream.iterate(fault, each -> each != null, Throwable::getCause).limit(DEEPEST);
    }
}
