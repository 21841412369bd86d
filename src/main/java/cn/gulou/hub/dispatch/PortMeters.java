package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.SubmissionState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Figures of the ports for {@code /actuator/prometheus}: {@code hub.segments} counts answers by port and state;
 * {@code hub.port.sessions} bound now, {@code hub.port.unanswered} segments claimed and not stored yet, {@code hub.port.pace}
 * part of the rate in use, 0 to 1 (less than 1 while the carrier throttles).
 */
@Component("portMeters")
public class PortMeters {
    private final MeterRegistry registry;

    PortMeters(MeterRegistry registry, Ports ports) {
        this.registry = registry;
        for (Port port : ports.all()) {
            registry.gauge("hub.port.sessions", tags(port), port, Port::boundSessions);
            registry.gauge("hub.port.unanswered", tags(port), port, one -> one.allowance()
                    .held());
            registry.gauge("hub.port.pace", tags(port), port, one -> one.pacer().share());
        }
    }

    private static List<Tag> tags(Port port) {
        return List.of(Tag.of("port", port.name()));
    }

    /** Counts a batch of stored answers. */
    public void count(String port, List<Outcome> outcomes) {
        Map<SubmissionState, Long> byState =
                outcomes.stream().collect(Collectors.groupingBy(Outcome::state, Collectors.counting()));
        byState.forEach((state, segments) -> registry.counter(
                        "hub.segments", "port", port, "state", state.name().toLowerCase(Locale.ROOT))
                .increment(segments));
    }
}
