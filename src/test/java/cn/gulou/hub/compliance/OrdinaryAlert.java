package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.Audience;
import cn.gulou.hub.alert.Dialect;
import cn.gulou.hub.alert.MessageType;
import cn.gulou.hub.alert.Scope;
import cn.gulou.hub.alert.Severity;
import cn.gulou.hub.alert.Status;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.function.Consumer;

/** An alert to the whole network in which all is in order, as it is or with fields changed. */
final class OrdinaryAlert {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private OrdinaryAlert() {}

    static Alert unchanged() {
        return new Alert(
                Dialect.NATIONAL,
                "11000041600000",
                "11000041600000_20261123150512",
                Sample.NOW,
                Status.ACTUAL,
                MessageType.ALERT,
                Scope.PUBLIC,
                List.of(),
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                Severity.MODERATE,
                "11B06",
                "zh-CN",
                "大风黄色预警",
                "市气象台发布大风黄色预警信号。",
                "预计今夜至明日阵风可达8级。",
                null,
                audience(),
                null,
                List.of());
    }

    /** The alert with fields changed: {@code changed(a -> a.put("status", "TEST"))}. */
    static Alert changed(Consumer<ObjectNode> change) {
        ObjectNode node = JSON.valueToTree(unchanged());
        node.remove(List.of("chinese", "headerOnly"));
        change.accept(node);
        try {
            return JSON.reader()
                    .without(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .treeToValue(node, Alert.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Audience audience() {
        return JSON.convertValue(
                java.util.Map.of(
                        "wholeNetwork",
                        true,
                        "polygons",
                        List.of(),
                        "circles",
                        List.of(),
                        "geocodes",
                        List.of(),
                        "groups",
                        List.of(),
                        "numberCount",
                        0),
                Audience.class);
    }
}
