package cn.gulou.hub.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Reserving, charging and giving back on the ledger itself: whatever happens in whatever order, the sums hold (C-27, I5). */
class BudgetTest {
    private static MoneyLedger ledger;
    private static MoneyMoves hub;

    @BeforeContainer
    static void open() {
        ledger = new MoneyLedger();
        hub = ledger.moves();
    }

    @AfterContainer
    static void close() {
        ledger.close();
    }

    /** Something that happens: which of the things, and three numbers for it. */
    record Step(What what, int one, int two, int three) {}

    enum What {
        CLAIM,
        CLAIM_MORE,
        TAKEN,
        TAKEN_TOO,
        REFUSED,
        LATER,
        THROTTLED,
        UNANSWERED,
        DELIVERED,
        UNDELIVERED,
        CONTRADICTED,
        GIVEN_UP,
        FOUND,
        RESEND,
        ABANDON,
        BRAKE,
        SUPPLEMENT,
        RESTART
    }

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 30);
        return Combinators.combine(Arbitraries.of(What.class), number, number, number)
                .as(Step::new);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void neverGoesOver_andTheCountersAreWhatTheSegmentsSay(
            @ForAll @IntRange(max = 24) int units,
            @ForAll @IntRange(min = 1, max = 4) int billable,
            @ForAll @IntRange(min = 1, max = 3) int wire,
            @ForAll boolean onDelivery,
            @ForAll @Size(min = 10, max = 60) List<@From("steps") Step> steps) {
        ledger.begin(units, onDelivery ? "delivery" : "acceptance");
        long first = ledger.broadcast(7, billable, wire);
        long second = ledger.broadcast(4, 2, 2);

        for (Step step : steps) {
            carryOut(step, step.one() % 2 == 0 ? first : second);
            assertThat(ledger.broken()).as("after %s", step).isEmpty();
        }
    }

    private static void carryOut(Step step, long broadcast) {
        switch (step.what()) {
            case CLAIM, CLAIM_MORE -> hub.claim(broadcast, step.two() % 3, 1 + step.three() % 7);
            case TAKEN, TAKEN_TOO -> hub.answer(step.two(), "SUBMITTED");
            case REFUSED -> hub.answer(step.two(), "REJECTED");
            case LATER -> hub.answer(step.two(), "RETRY_WAIT");
            case THROTTLED -> hub.answer(step.two(), "PENDING");
            case UNANSWERED -> hub.answer(step.two(), "UNCERTAIN");
            case DELIVERED -> hub.move("SUBMITTED", step.two(), "DELIVERED");
            case UNDELIVERED -> hub.move("SUBMITTED", step.two(), "UNDELIVERED");
            case CONTRADICTED -> hub.move("UNDELIVERED", step.two(), "DELIVERED");
            case GIVEN_UP -> hub.move("SUBMITTED", step.two(), "NO_RECEIPT");
            case FOUND -> hub.move("UNCERTAIN", step.two(), "UNDELIVERED");
            case RESEND -> hub.resendUncertain(broadcast);
            case ABANDON -> hub.abandonUncertain(broadcast);
            case BRAKE -> hub.brakeAndResume(broadcast);
            case SUPPLEMENT -> hub.addMoneyAndContinue(broadcast, step.two() % 5);
            case RESTART -> hub.restart();
        }
    }

    @Property(tries = 40)
    void takesAsManyWholePeopleAsTheMoneyReaches_andNobodyHalf(
            @ForAll @IntRange(max = 30) int units,
            @ForAll @IntRange(min = 1, max = 4) int billable,
            @ForAll @IntRange(min = 1, max = 4) int wire,
            @ForAll @IntRange(min = 1, max = 5) int room,
            @ForAll List<@IntRange(max = 100) Integer> throttled) {
        ledger.begin(units, "acceptance");
        long broadcast = ledger.broadcast(8, billable, wire);

        for (int round = 0; ledger.count("state IN ('PENDING', 'RETRY_WAIT')") > 0; round++) {
            assertThat(round).as("rounds until nothing waits").isLessThan(500);
            hub.claim(broadcast, round % 3, room);
            if (round < throttled.size()) {
                hub.answer(throttled.get(round), "PENDING");
            }
            for (int answers = ledger.count("state = 'INTENT'"); answers > 0; answers--) {
                hub.answer(0, "SUBMITTED");
            }
        }

        int people = Math.min(8, units / billable);
        assertThat(ledger.count("state = 'SUBMITTED'")).isEqualTo(people * wire);
        assertThat(ledger.count("state = 'BUDGET_STOP'")).isEqualTo((8 - people) * wire);
        assertThat(ledger.halves()).isZero();
        assertThat(ledger.used()).isEqualByComparingTo(BigDecimal.valueOf((long) people * billable));
        assertThat(ledger.broken()).isEmpty();
    }

    @Example
    void anEarlierCopyThatMayHaveGoneStaysCharged_andAResendReservesAgain() {
        ledger.begin(10, "acceptance");
        long broadcast = ledger.broadcast(1, 2, 2);
        hub.claim(broadcast, 0, 2);
        hub.answer(0, "UNCERTAIN");
        hub.answer(0, "UNCERTAIN");
        assertThat(ledger.used()).isEqualByComparingTo("2");

        hub.resendUncertain(broadcast);
        assertThat(ledger.used()).isEqualByComparingTo("2");
        hub.claim(broadcast, 0, 2);
        assertThat(ledger.used()).isEqualByComparingTo("4");
        assertThat(ledger.broken()).isEmpty();
    }

    @Example
    void aResendThatNoLongerFitsIsStopped() {
        ledger.begin(2, "acceptance");
        long broadcast = ledger.broadcast(1, 2, 2);
        hub.claim(broadcast, 0, 2);
        hub.restart();
        hub.resendUncertain(broadcast);

        hub.claim(broadcast, 0, 2);

        assertThat(ledger.count("state = 'BUDGET_STOP' AND reason = 'budget-again'"))
                .isEqualTo(2);
        assertThat(ledger.used()).isEqualByComparingTo("2");
    }

    @Example
    void whatFailsGivesItsMoneyBack_whateverWaitsOfSomebodyBegunKeepsIt() {
        ledger.begin(2, "acceptance");
        long broadcast = ledger.broadcast(2, 2, 2);
        hub.claim(broadcast, 0, 1);
        assertThat(ledger.used()).as("the second segment is paid for too").isEqualByComparingTo("2");

        hub.answer(0, "SUBMITTED");
        hub.claim(broadcast, 0, 1);
        hub.answer(0, "PENDING");
        assertThat(ledger.used()).as("begun and thrown back").isEqualByComparingTo("2");
        hub.claim(broadcast, 0, 1);
        hub.answer(0, "REJECTED");
        assertThat(ledger.used()).as("refused").isEqualByComparingTo("1");
        assertThat(ledger.count("state = 'BUDGET_STOP'"))
                .as("the other one never fitted")
                .isEqualTo(2);
    }
}
