package cn.gulou.hub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {
    @Test
    void takesTheOneInTheMiddle_whateverTheirOrder() {
        assertThat(Spread.of(9, 1, 5)).isEqualTo(new Spread(5, 1, 9));
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddle_whenTheirNumberIsEven() {
        assertThat(Spread.of(4, 1, 10, 6).median()).isEqualTo(5);
    }

    @Test
    void leavesOutWhatIsNoNumberInEveryRound() {
        Map<String, Spread> spreads = Spread.of(List.of(Map.of("rate", 1, "port", "a"), Map.of("rate", 3)));
        assertThat(spreads).isEqualTo(Map.of("rate", new Spread(2, 1, 3)));
    }

    @ParameterizedTest
    @CsvSource({"50, 2", "75, 3", "76, 4", "99, 4", "0, 1"})
    void findsThePercentileByTheNearestRank(double percent, double expected) {
        assertThat(Spread.percentile(new double[] {1, 2, 3, 4}, percent)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"10312.4, 10310", "0.975123, 0.9751", "0, 0", "-1.23456, -1.235", "100000, 100000"})
    void roundsToFourDigits(double value, String expected) {
        assertThat(Spread.rounded(value)).hasToString(expected);
    }

    @Test
    void showsOneNumber_whenAllAreTheSame() {
        assertThat(Spread.of(3, 3).shown()).isEqualTo(3L);
        assertThat(Spread.of(1, 3).shown()).isEqualTo(List.of(2L, 1L, 3L));
    }
}
