package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Violation;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;

/** What became of a broadcast, for whoever decided about it. States in kebab-case. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BroadcastAnswer(
        String broadcastId,
        String alertId,
        String kind,
        String state,
        List<Violation> reasons,
        String contentHash,
        String uncertainPolicy) {

    static BroadcastAnswer of(Standing standing) {
        return new BroadcastAnswer(
                String.valueOf(standing.broadcastId()),
                String.valueOf(standing.alertId()),
                standing.kind().wireName(),
                standing.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                standing.reasons(),
                standing.contentHash(),
                standing.content() == null
                        ? null
                        : standing.content().uncertainPolicy().wireName());
    }
}
