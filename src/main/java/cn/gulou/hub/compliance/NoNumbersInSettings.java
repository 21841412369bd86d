package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.CannotStart;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** In production nobody's number stands in a file in clear, and no list of drill numbers rests on one person's word (C-40). */
@Component
@Profile("production")
class NoNumbersInSettings {
    NoNumbersInSettings(DrillSettings settings) {
        if (!settings.numbers().isEmpty()) {
            throw new CannotStart("hub.compliance.drills.numbers is for demos. Put real drill numbers with"
                    + " PUT /api/drill-numbers: two people confirm them, and they lie sealed (C-40).");
        }
    }
}
