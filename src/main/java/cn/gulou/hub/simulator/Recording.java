package cn.gulou.hub.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last submits, as many as the setting {@code record} says. */
final class Recording {
    private final Deque<RecordedSubmit> submits = new ArrayDeque<>();
    private int most;

    void keepAtMost(int number) {
        most = number;
        trim();
    }

    boolean on() {
        return most > 0;
    }

    void add(String systemId, Submit submit, Segment segment, byte[] number, int status, String messageId) {
        submits.add(new RecordedSubmit(
                systemId,
                latin(submit.data, submit.sourceAt, submit.sourceLength),
                latin(number, 0, number.length),
                status,
                messageId,
                text(submit, segment),
                submit.coding,
                submit.esmClass,
                submit.registered,
                segment.reference(),
                segment.total(),
                segment.part(),
                submit.reference,
                latin(submit.data, submit.validityAt, submit.validityLength)));
        trim();
    }

    List<RecordedSubmit> shown() {
        return List.copyOf(submits);
    }

    void clear() {
        submits.clear();
    }

    private void trim() {
        while (submits.size() > most) {
            submits.remove();
        }
    }

    /** All but UCS-2 is read as Latin-1, which is what ASCII in the default alphabet looks like, unpacked. */
    private static String text(Submit submit, Segment segment) {
        int from = submit.textAt + segment.headerLength();
        int length = submit.textLength - segment.headerLength();
        boolean ucs2 = submit.coding == Pdu.UCS2;
        return new String(submit.data, from, length, ucs2 ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
    }

    private static String latin(byte[] data, int from, int length) {
        return new String(data, from, length, StandardCharsets.ISO_8859_1);
    }
}
