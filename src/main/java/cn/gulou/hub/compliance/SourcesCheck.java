package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.CannotStart;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Production does not start when a source sends without a person in whatever name it likes (C-01, C-03a). */
@Component
@Profile("production")
class SourcesCheck {

    SourcesCheck(ComplianceSettings settings) {
        settings.sources().stream()
                .filter(source -> source.unattended() && source.senders().isEmpty())
                .findFirst()
                .ifPresent(source -> {
                    throw new CannotStart(
                            "The source " + source.name() + " in hub.compliance.sources is unattended and names"
                                    + " no senders: say which codes it speaks for (senders), so that nobody else's name goes out"
                                    + " without a person (C-01).");
                });
    }
}
