package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.flow.PermitScenario.Grant;
import cn.gulou.hub.flow.PermitScenario.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * What SQL says of a permit at a moment is what {@link PermitScenario} says of it: for windows of every shape, across
 * midnight and around the clock, grants of every scope, guarantee periods, pauses and the switch; at random moments and on
 * either side of every edge; in whatever zone the JVM is.
 */
class PermitPropertiesIT {
    private static final TimeZone HERE = TimeZone.getDefault();
    private static PermitTables tables;

    @BeforeContainer
    static void open() {
        tables = new PermitTables();
    }

    @AfterContainer
    static void close() {
        tables.close();
    }

    @AfterProperty
    void zoneAsBefore() {
        TimeZone.setDefault(HERE);
    }

    @Property(tries = 400)
    void saysAtEveryMomentWhatTheContractSays(
            @ForAll("scenarios") PermitScenario scenario,
            @ForAll("zones") String zone,
            @ForAll("moments") List<Instant> any) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        tables.set(scenario, zone);
        List<Instant> moments = Stream.concat(any.stream(), edges(scenario)).toList();

        assertThat(tables.refusals(zone, moments))
                .containsExactlyElementsOf(
                        moments.stream().map(scenario::refusal).toList());
    }

    @Property(tries = 300)
    void knowsFromWhenItMaySend(
            @ForAll("scenarios") PermitScenario scenario,
            @ForAll("zones") String zone,
            @ForAll("moments") List<Instant> any) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        tables.set(scenario, zone);
        List<Instant> moments = any.subList(0, 6);

        assertThat(tables.maySendFrom(zone, moments))
                .containsExactlyElementsOf(
                        moments.stream().map(scenario::maySendFrom).toList());
    }

    @Property(tries = 200)
    void foretellsWhenTheLastSegmentIsOut(
            @ForAll("scenarios") PermitScenario scenario,
            @ForAll("zones") String zone,
            @ForAll("minutes") int minute,
            @ForAll("people") int people) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        tables.set(scenario, zone);
        tables.left(people);

        Instant foretold = tables.estimatedEnd(zone, PermitScenario.at(minute));
        Instant expected = scenario.end(minute, people / 97.0);
        if (expected == null) {
            assertThat(foretold).isNull();
        } else {
            assertThat(foretold).isCloseTo(expected, org.assertj.core.api.Assertions.within(2, ChronoUnit.MILLIS));
        }
    }

    /** On, just before and just after everything that begins or ends, on each of the days. */
    private static Stream<Instant> edges(PermitScenario scenario) {
        Stream<Integer> daily = scenario.opens() == null ? Stream.of() : Stream.of(scenario.opens(), scenario.closes());
        Stream<Integer> once = Stream.concat(
                Stream.of(scenario.expires(), scenario.notBefore() == null ? 0 : scenario.notBefore()),
                Stream.concat(
                        scenario.grants().stream().flatMap(one -> Stream.of(one.from(), one.from() + one.minutes())),
                        scenario.periods().stream().flatMap(one -> Stream.of(one.from(), one.from() + one.minutes()))));
        return Stream.concat(daily.flatMap(minute -> Stream.of(minute, minute + 2 * PermitScenario.DAY)), once)
                .map(PermitScenario::at)
                .flatMap(edge -> Stream.of(edge.minus(1, ChronoUnit.MICROS), edge, edge.plus(1, ChronoUnit.MICROS)));
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of("UTC", "America/New_York", "Asia/Shanghai", "Pacific/Apia");
    }

    @Provide
    Arbitrary<List<Instant>> moments() {
        return Combinators.combine(minutes(), Arbitraries.longs().between(0, 59_999_999))
                .as((minute, micros) -> PermitScenario.at(minute).plus(Duration.of(micros, ChronoUnit.MICROS)))
                .list()
                .ofSize(12);
    }

    @Provide
    Arbitrary<Integer> minutes() {
        return Arbitraries.integers().between(0, 4 * PermitScenario.DAY);
    }

    /** From nothing to a day's work at 97 a second. */
    @Provide
    Arbitrary<Integer> people() {
        return Arbitraries.integers().between(1, 97 * 86_400);
    }

    @Provide
    Arbitrary<PermitScenario> scenarios() {
        Arbitrary<Integer> clock = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.of(0, 510, 1050, 1439)),
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(0, 1439)));
        Arbitrary<List<Integer>> window = clock.list().ofSize(2).injectNull(0.1);
        return Combinators.combine(
                        window,
                        minutes().injectNull(0.7),
                        Arbitraries.integers().between(0, 6 * PermitScenario.DAY),
                        rarely(),
                        rarely(),
                        grants(),
                        periods())
                .as((times, notBefore, expires, paused, stopped, grants, periods) -> new PermitScenario(
                        times == null ? null : times.get(0),
                        times == null ? null : times.get(1),
                        notBefore,
                        expires,
                        paused,
                        stopped,
                        grants,
                        periods));
    }

    private Arbitrary<Boolean> rarely() {
        return Arbitraries.integers().between(0, 19).map(n -> n == 0);
    }

    private Arbitrary<List<Grant>> grants() {
        Arbitrary<String> scopes = Arbitraries.of("any", "kind", "broadcast_id", "colour", "event_type");
        return Combinators.combine(minutes(), lengths(), scopes, Arbitraries.of(true, true, false))
                .as((from, minutes, scope, covers) -> new Grant(from, minutes, scope, covers || scope.equals("any")))
                .list()
                .ofMaxSize(3);
    }

    private Arbitrary<List<Period>> periods() {
        Arbitrary<String> reserved = Arbitraries.of(PermitTables.SOURCE, PermitTables.SENDER, "another");
        return Combinators.combine(minutes(), lengths(), reserved)
                .as((from, minutes, whom) -> new Period(from, minutes, whom, !whom.equals("another")))
                .list()
                .ofMaxSize(2);
    }

    private Arbitrary<Integer> lengths() {
        return Arbitraries.integers().between(1, 2 * PermitScenario.DAY);
    }
}
