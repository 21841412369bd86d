package cn.gulou.hub.simulator;

/** What is to happen to a number. The same number and seed always meet the same fate, in any order and any run. */
final class Fate {
    private static final int OK = 0;
    private static final long FAILS = 1;
    private static final long EARLY = 2;
    private static final long REPEATED = 3;
    private static final long CONTRADICTED = 4;
    private static final long REPLIES = 5;

    private final SimulatorSettings.Oddities oddities;
    private final java.util.List<SuffixRule<Integer>> rejections;

    Fate(SimulatorSettings settings) {
        oddities = settings.oddities();
        rejections = settings.answers().rejections();
    }

    /** The command_status a submit to this number is refused with; 0 when it is taken. */
    int rejection(byte[] number) {
        return rejections.isEmpty() ? OK : SuffixRule.decide(rejections, number, OK);
    }

    Outcome outcome(byte[] number) {
        Outcome byRule = SuffixRule.decide(oddities.failures(), number, null);
        if (byRule != null) {
            return byRule;
        }
        return hits(number, FAILS, oddities.failPercent()) ? oddities.failure() : Outcome.DELIVERED;
    }

    boolean early(byte[] number) {
        return hits(number, EARLY, oddities.early());
    }

    /** How often the receipt is sent: once, twice, three times. */
    int copies(byte[] number) {
        if (hits(number, REPEATED, oddities.thrice())) {
            return 3;
        }
        return hits(number, REPEATED, oddities.thrice() + oddities.twice()) ? 2 : 1;
    }

    boolean contradicted(byte[] number) {
        return hits(number, CONTRADICTED, oddities.contradictory());
    }

    boolean replies(byte[] number) {
        return hits(number, REPLIES, oddities.reply());
    }

    private boolean hits(byte[] number, long kind, double percent) {
        if (percent <= 0) {
            return false;
        }
        long hash = Hash.of(number, 0, number.length, Hash.mix(oddities.seed() * 31 + kind));
        return (hash >>> 11) * 0x1.0p-53 * 100 < percent;
    }
}
