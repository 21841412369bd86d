package cn.gulou.hub.bench;

import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Who is sent to: subscribers for a whole-network workload, a group for a targeted one. */
final class Audience {
    private final HubProcess hub;
    private final Workload workload;

    Audience(HubProcess hub, Workload workload) {
        this.hub = hub;
        this.workload = workload;
    }

    int size() {
        return workload.number("recipients");
    }

    int warmUp() {
        return Math.min(workload.number("warm-up", 0), size());
    }

    void warmUpPeople() {
        people(0, warmUp());
    }

    void everyone() {
        people(warmUp(), size());
    }

    /** People from one number up to another; those below {@code from} are known already. */
    private void people(int from, int to) {
        if (!Alerts.targeted(workload)) {
            hub.importSubscribers(from, to);
            return;
        }
        String numbers = LongStream.range(0, to)
                .mapToObj(person -> String.valueOf(Alerts.FIRST_NUMBER + person))
                .collect(Collectors.joining("\n"));
        hub.http()
                .put("operator", "/api/groups/" + Alerts.GROUP + "?authorisationReference=BENCH", "text/csv", numbers);
    }
}
