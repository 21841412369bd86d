package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Kind;
import java.util.List;

/** What an upstream system is told of an alert that was taken: always what it was told first. */
public record Answer(String alertId, String identifier, String state, List<FirstBroadcast> broadcasts) {

    /** A broadcast the alert made; it had just been received. */
    public record FirstBroadcast(String id, Kind kind, String state) {
        FirstBroadcast(long broadcastId, Kind kind) {
            this(Long.toString(broadcastId), kind, "received");
        }
    }
}
