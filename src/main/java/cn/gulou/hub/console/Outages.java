package cn.gulou.hub.console;

import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jms.JmsException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

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
    private static final List<String> PASSING = List.of("08", "25006", "40", "55P03", "53", "57", "58");

    /** The database is not there, or cannot just now; the disk is nearly full, too. */
    public boolean ofDatabase(Throwable fault) {
        List<Throwable> chain = chain(fault).toList();
        if (has(chain, CannotCreateTransactionException.class::isInstance)) {
            return true;
        }
        List<SQLException> told = chain.stream()
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .toList();
        return told.isEmpty()
                ? has(
                        chain,
                        each -> each instanceof TransientDataAccessException
                                || each instanceof DataAccessResourceFailureException)
                : told.stream().anyMatch(Outages::passes);
    }

    /** The database, the broker, or a route is not there. */
    public boolean ofAnyPart(Throwable fault) {
        return ofDatabase(fault)
                || has(
                        chain(fault).toList(),
                        each -> each instanceof JMSException
                                || each instanceof JmsException
                                || each instanceof DirectConsumerNotAvailableException);
    }

    /** Without a state it is the pool that speaks: it has no line, or the line was lost. */
    private static boolean passes(SQLException told) {
        String state = told.getSQLState();
        return state == null || PASSING.stream().anyMatch(state::startsWith);
    }

    private static boolean has(List<Throwable> chain, Predicate<Throwable> what) {
        return chain.stream().anyMatch(what);
    }

    private static Stream<Throwable> chain(Throwable fault) {
        return Stream.iterate(fault, each -> each != null, Throwable::getCause).limit(DEEPEST);
    }
}
