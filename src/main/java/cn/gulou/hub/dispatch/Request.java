package cn.gulou.hub.dispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What goes out in one PDU: one segment in a submit_sm, or, at a port that allows it, the same segment to many recipients in
 * a submit_multi. All of it is answered at once.
 *
 * @param segments one or more, alike in all but recipient and number
 */
public record Request(List<Segment> segments) {
    static Request of(Segment segment) {
        return new Request(List.of(segment));
    }

    /**
     * The requests for what was claimed. What was tried before goes alone: its neighbours may have been refused for its sake.
     *
     * @param most recipients of one request; 1: each a submit_sm
     */
    static List<Request> of(List<Segment> claimed, int most) {
        if (most == 1) {
            return claimed.stream().map(Request::of).toList();
        }
        Map<Short, List<Segment>> alike = new LinkedHashMap<>();
        List<Request> requests = new ArrayList<>();
        for (Segment segment : claimed) {
            if (segment.attempts() > 1) {
                requests.add(Request.of(segment));
                continue;
            }
            List<Segment> sameText = alike.computeIfAbsent(segment.part(), part -> new ArrayList<>());
            sameText.add(segment);
            if (sameText.size() == most) {
                requests.add(new Request(alike.remove(segment.part())));
            }
        }
        alike.values().forEach(rest -> requests.add(new Request(rest)));
        return requests;
    }

    /** How many segments; the pace and the money count these. */
    public int getSize() {
        return segments.size();
    }

    boolean isMulti() {
        return segments.size() > 1;
    }

    /** One of them, for what is the same in all. */
    Segment any() {
        return segments.get(0);
    }

    Instant expiresAt() {
        return any().expiresAt();
    }

    @Override
    public String toString() {
        return isMulti() ? any() + " and " + (segments.size() - 1) + " others" : any().toString();
    }
}
