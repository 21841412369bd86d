package cn.gulou.hub.watch;

import cn.gulou.hub.privacy.Sealing;
import java.util.stream.IntStream;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The demo's duty people: three numbers of the simulator. Made once; a group that is there is left as it is. */
@Component
@Profile("demo")
class DemoDutyGroup {
    private static final long FIRST = 8_613_800_009_901L;
    private static final int PEOPLE = 3;

    private final Ledger ledger;
    private final Sealing sealing;
    private final WatchSettings settings;

    DemoDutyGroup(Ledger ledger, Sealing sealing, WatchSettings settings) {
        this.ledger = ledger;
        this.sealing = sealing;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void make() {
        if (settings.dutyGroup().isEmpty()) {
            return;
        }
        String[] numbers = IntStream.range(0, PEOPLE)
                .mapToObj(person -> String.valueOf(FIRST + person))
                .toArray(String[]::new);
        ledger.sql("insert-demo-duty")
                .param("group", settings.dutyGroup())
                .param(
                        "indexes",
                        java.util.Arrays.stream(numbers).map(sealing::index).toArray(byte[][]::new))
                .param(
                        "seals",
                        java.util.Arrays.stream(numbers).map(sealing::seal).toArray(byte[][]::new))
                .param("now", ledger.now())
                .update();
    }
}
