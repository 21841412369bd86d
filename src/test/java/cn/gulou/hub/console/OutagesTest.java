package cn.gulou.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.Refusal;
import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class OutagesTest {
    private final Outages outages = new Outages();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08000", "08003", "08006", "08P01", "25006", "25P03", "25P04", "40001", "40P01", "55P03", "53000",
                "53100", "53200", "53300", "57000", "57014", "57P01", "57P02", "57P03", "57P05", "58000", "58030"
            })
    void waitsForADatabaseThatCannotJustNow(String state) {
        assertThat(outages.ofDatabase(told(state))).isTrue();
        assertThat(outages.ofAnyPart(told(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "21000", "22001", "22021", "23505", "23514", "25001", "42P01", "42501", "54000", "54011", "55000",
                "XX000"
            })
    void waitsForNothingThatComesAgainEachTime(String state) {
        assertThat(outages.ofDatabase(told(state))).isFalse();
        // Spring calls class 54 a failed resource
        assertThat(outages.ofAnyPart(new DataAccessResourceFailureException("x", new SQLException("x", state))))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource
    void waitsWhateverTheOutageIsWrappedIn(Exception outage) {
        assertThat(outages.ofDatabase(outage)).isTrue();
        assertThat(outages.ofDatabase(new IllegalStateException("in an expression", outage)))
                .isTrue();
    }

    static Stream<Exception> waitsWhateverTheOutageIsWrappedIn() {
        return Stream.of(
                new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed")),
                new TransactionSystemException("JDBC commit failed", new SQLException("the line broke", "08006")),
                new CannotCreateTransactionException("no line", new SQLException("password", "28P01")),
                new CannotGetJdbcConnectionException(
                        "no line",
                        new SQLTransientConnectionException("timed out", "3D000", new SQLException("gone", "3D000"))),
                new TransientDataAccessResourceException("the disk is nearly full"),
                new DataAccessResourceFailureException("away"));
    }

    @Test
    void waitsForNoFaultOfTheHubOrOfTheMessage() {
        assertThat(outages.ofAnyPart(new IllegalStateException("a fault"))).isFalse();
        assertThat(outages.ofAnyPart(new Refusal(400, "code", "错", "wrong"))).isFalse();
        assertThat(outages.ofAnyPart(new TransactionSystemException("commit", new SQLException("x", "23505"))))
                .isFalse();
    }

    @Test
    void takesNoStateForNoExcuse() {
        assertThat(outages.ofDatabase(new UncategorizedSQLException("task", "sql", new SQLException("parameters"))))
                .isFalse();
    }

    @Test
    void knowsTheOtherPartsToo() {
        for (Exception away :
                new Exception[] {new JMSException("away"), new DirectConsumerNotAvailableException("stopped", null)}) {
            assertThat(outages.ofAnyPart(away)).isTrue();
            assertThat(outages.ofDatabase(away)).isFalse();
        }
    }

    @Test
    void endsInACircleOfCauses() {
        Exception one = new Exception("one");
        one.initCause(new Exception("two", one));
        assertThat(outages.ofAnyPart(one)).isFalse();
    }

    private static Exception told(String state) {
        return state.startsWith("22") || state.startsWith("23")
                ? new DataIntegrityViolationException("x", new SQLException("x", state))
                : new UncategorizedSQLException("task", "sql", new SQLException("x", state));
    }
}
