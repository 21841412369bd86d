package cn.gulou.hub.alert;

import java.util.ArrayList;
import java.util.List;

/** How a text is cut for the wire (UCS-2): 70 code units in one segment, 67 a segment when there are more. */
public final class WireText {
    /** Code units that fit in one segment. */
    public static final int SINGLE = 70;

    /** Code units in each segment of several: six bytes go to the user data header. */
    public static final int PART = 67;

    private WireText() {}

    /** The segments of a text, in order; joined they are the text. Never cuts a surrogate pair in two. */
    public static List<String> segments(String text) {
        if (text.length() <= SINGLE) {
            return List.of(text);
        }
        List<String> segments = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(start + PART, text.length());
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            segments.add(text.substring(start, end));
            start = end;
        }
        return List.copyOf(segments);
    }
}
