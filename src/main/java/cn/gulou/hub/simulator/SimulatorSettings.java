package cn.gulou.hub.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a simulated SMSC behaves. Made from texts so that a command line, a property file, an HTTP body and a test all
 * say it the same way; {@link Setting} lists the names, defaults and units.
 *
 * @param given what was set, by name, as text; the rest are defaults
 */
public record SimulatorSettings(
        Map<String, String> given, Line line, Answers answers, Receipts receipts, Oddities oddities) {
    static final int NO_PORT = -1;

    record Line(String address, int port, int controlPort, String systemId, String password) {
        @Override
        public String toString() {
            return address + ":" + port;
        }
    }

    /** Times in milliseconds; {@code rate} in submits a second. */
    record Answers(
            int latency,
            int jitter,
            int rate,
            IdFormat messageId,
            long firstId,
            List<SuffixRule<Integer>> rejections,
            boolean submitMulti,
            int record) {}

    /** Times in milliseconds. */
    record Receipts(
            boolean sent,
            int delay,
            int jitter,
            int window,
            int timeout,
            int retry,
            IdFormat messageId,
            ReceiptText text,
            boolean echoReference) {}

    record Oddities(
            List<SuffixRule<Outcome>> failures,
            double failPercent,
            Outcome failure,
            double early,
            double twice,
            double thrice,
            double contradictory,
            double reply,
            String replyText,
            long seed) {}

    /** All defaults: port 2775, control port 2776. */
    public static SimulatorSettings defaults() {
        return of(Map.of());
    }

    /**
     * @throws IllegalArgumentException with one sentence for a reader, when a name is unknown or a value makes no sense
     */
    public static SimulatorSettings of(Map<String, String> given) {
        SettingReader reader = new SettingReader(given);
        return new SimulatorSettings(
                Map.copyOf(given), line(reader), answers(reader), receipts(reader), oddities(reader));
    }

    /** For tests: any free port, no control server, then name, value, name, value. */
    public static SimulatorSettings onAnyPort(String... namesAndValues) {
        Map<String, String> given = new HashMap<>(Map.of("port", "0", "control-port", "none"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return of(given);
    }

    /** These settings with some changed. */
    public SimulatorSettings with(Map<String, String> changes) {
        Map<String, String> all = new HashMap<>(given);
        all.putAll(changes);
        return of(all);
    }

    /** Every setting by name, the password hidden. */
    public Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        for (Setting setting : Setting.values()) {
            shown.put(setting.key(), given.getOrDefault(setting.key(), setting.byDefault));
        }
        shown.computeIfPresent(Setting.PASSWORD.key(), (key, value) -> value.isEmpty() ? "" : "***");
        return shown;
    }

    /** No setter may leak the password into a log. */
    @Override
    public String toString() {
        return shown().toString();
    }

    private static Line line(SettingReader reader) {
        boolean controlled = !reader.text(Setting.CONTROL_PORT).equals("none");
        return new Line(
                reader.text(Setting.ADDRESS),
                reader.whole(Setting.PORT, 0, 65_535),
                controlled ? reader.whole(Setting.CONTROL_PORT, 0, 65_535) : NO_PORT,
                reader.text(Setting.SYSTEM_ID),
                reader.text(Setting.PASSWORD));
    }

    private static Answers answers(SettingReader reader) {
        return new Answers(
                reader.whole(Setting.LATENCY, 0, 3_600_000),
                reader.whole(Setting.LATENCY_JITTER, 0, 3_600_000),
                reader.whole(Setting.RATE, 0, 1_000_000),
                reader.idFormat(Setting.MESSAGE_ID),
                reader.number(Setting.FIRST_ID, 0, Long.MAX_VALUE / 2),
                reader.rejections(Setting.REJECT_SUFFIX),
                reader.yes(Setting.SUBMIT_MULTI),
                reader.whole(Setting.RECORD, 0, 1_000_000));
    }

    private static Receipts receipts(SettingReader reader) {
        boolean same = reader.text(Setting.RECEIPT_MESSAGE_ID).equals("same");
        return new Receipts(
                reader.yes(Setting.RECEIPTS),
                reader.whole(Setting.RECEIPT_DELAY, 0, 86_400_000),
                reader.whole(Setting.RECEIPT_JITTER, 0, 86_400_000),
                reader.whole(Setting.RECEIPT_WINDOW, 1, 1_000_000),
                reader.whole(Setting.RECEIPT_TIMEOUT, 1, 86_400_000),
                reader.whole(Setting.RECEIPT_RETRY, 0, 86_400_000),
                reader.idFormat(same ? Setting.MESSAGE_ID : Setting.RECEIPT_MESSAGE_ID),
                reader.receiptText(Setting.RECEIPT_TEXT),
                reader.yes(Setting.ECHO_REFERENCE));
    }

    private static Oddities oddities(SettingReader reader) {
        return new Oddities(
                reader.failures(Setting.FAIL_SUFFIX),
                reader.percent(Setting.FAIL_PERCENT),
                reader.outcome(Setting.FAIL_STAT),
                reader.percent(Setting.EARLY_PERCENT),
                reader.percent(Setting.TWICE_PERCENT),
                reader.percent(Setting.THRICE_PERCENT),
                reader.percent(Setting.CONTRADICTORY_PERCENT),
                reader.percent(Setting.REPLY_PERCENT),
                reader.text(Setting.REPLY_TEXT),
                reader.number(Setting.SEED, Long.MIN_VALUE, Long.MAX_VALUE));
    }
}
