package cn.gulou.hub.report;

import cn.gulou.hub.privacy.Masking;
import cn.gulou.hub.privacy.Sealing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shows segments one by one. Numbers are opened here, masked at once, and go no further (C-41). */
@Component("submissionViews")
public class SubmissionViews {
    private final Sealing sealing;

    SubmissionViews(Sealing sealing) {
        this.sealing = sealing;
    }

    /** A page of segments; a row more than a page holds says that there is a next one. */
    public Map<String, Object> page(List<Map<String, Object>> rows, int page) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("page", page);
        view.put("pageSize", BroadcastViews.PAGE_SIZE);
        view.put("more", rows.size() > BroadcastViews.PAGE_SIZE);
        view.put(
                "items",
                rows.stream()
                        .limit(BroadcastViews.PAGE_SIZE)
                        .map(Row::new)
                        .map(this::item)
                        .toList());
        return view;
    }

    private Map<String, Object> item(Row row) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("recipientRef", reference(row.number("broadcast_id"), row.number("recipient_no")));
        view.put("number", Masking.mask(sealing.openText((byte[]) row.raw("number_sealed"))));
        view.put("segmentNo", row.number("segment_no"));
        view.put("state", row.name("state"));
        view.put("reason", row.text("reason"));
        view.put("port", row.text("port"));
        view.put("attempts", row.number("attempts"));
        view.put("resends", row.number("resends"));
        view.put("stateAt", row.time("state_at"));
        return view;
    }

    /** Names a recipient of a broadcast without the number; the same each time. */
    static String reference(long broadcastId, long recipientNo) {
        return Long.toString(broadcastId, 36) + "-" + Long.toString(recipientNo, 36);
    }
}
