package cn.gulou.hub.simulator;

import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code hub.simulator.*}: whether the hub starts a simulator of its own, and its settings, which {@link Setting}
 * explains. What is left out or left empty keeps its default.
 */
@ConfigurationProperties("hub.simulator")
record SimulatorProperties(
        boolean enabled,
        String address,
        String port,
        String controlPort,
        String systemId,
        String password,
        String latency,
        String latencyJitter,
        String rate,
        String messageId,
        String firstId,
        String rejectSuffix,
        String submitMulti,
        String receipts,
        String receiptDelay,
        String receiptJitter,
        String receiptWindow,
        String receiptTimeout,
        String receiptRetry,
        String receiptMessageId,
        String receiptText,
        String echoReference,
        String failSuffix,
        String failPercent,
        String failStat,
        String earlyPercent,
        String twicePercent,
        String thricePercent,
        String contradictoryPercent,
        String replyPercent,
        String replyText,
        String seed,
        String record) {

    SimulatorSettings settings() {
        Map<String, String> given = new HashMap<>();
        for (Setting setting : Setting.values()) {
            String value = value(setting);
            if (value != null && !value.isBlank()) {
                given.put(setting.key(), value);
            }
        }
        return SimulatorSettings.of(given);
    }

    private String value(Setting setting) {
        try {
            // Names differ only by case and dashes; a test keeps both lists in step.
            RecordComponent component = SimulatorProperties.class.getRecordComponents()[setting.ordinal() + 1];
            return (String) component.getAccessor().invoke(this);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The password stays out of logs. */
    @Override
    public String toString() {
        return "SimulatorProperties[enabled=" + enabled + ", " + settings() + "]";
    }
}
