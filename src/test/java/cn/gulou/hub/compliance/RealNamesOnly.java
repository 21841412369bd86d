package cn.gulou.hub.compliance;

import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

/** While it is open, the hub of the flow tests asks for people on record, as in production. */
public final class RealNamesOnly implements AutoCloseable {
    private final RealNames realNames;
    private final Object before;

    public RealNamesOnly(ApplicationContext hub) {
        realNames = hub.getBean(RealNames.class);
        before = ReflectionTestUtils.getField(realNames, "settings");
        ReflectionTestUtils.setField(
                realNames, "settings", SettingsWith.changed(Map.of("hub.compliance.real-name-only", true)));
    }

    @Override
    public void close() {
        ReflectionTestUtils.setField(realNames, "settings", before);
    }
}
