package cn.gulou.hub.receipt;

import java.math.BigInteger;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Message ids in all the forms that carriers give them. */
final class SampleIds {
    private SampleIds() {}

    static Arbitrary<String> any() {
        Arbitrary<Long> numbers = Arbitraries.longs().between(1, Long.MAX_VALUE);
        return Arbitraries.oneOf(
                numbers.map(String::valueOf),
                numbers.map(Long::toHexString),
                numbers.map(n -> Long.toHexString(n).toUpperCase(Locale.ROOT)),
                numbers.map("%020d"::formatted),
                numbers.map(n -> new java.util.UUID(n, ~n).toString()),
                numbers.map(n -> BigInteger.valueOf(n).pow(3).toString(36)));
    }
}
