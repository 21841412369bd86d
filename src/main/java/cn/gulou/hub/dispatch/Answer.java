package cn.gulou.hub.dispatch;

import cn.gulou.hub.privacy.PhoneNumbers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a carrier answered to a request.
 *
 * @param status command_status: 0 accepted
 * @param messageId the carrier's; of a submit_multi one for all its recipients; empty when it gave none
 * @param refused of a submit_multi the numbers that were not taken, with the status of each
 */
record Answer(int status, String messageId, Map<String, Integer> refused) {
    private static final int HEADER = 16;

    Answer(int status, String messageId) {
        this(status, messageId, Map.of());
    }

    /** What became of one number. */
    int statusOf(String number) {
        return status != 0 ? status : refused.getOrDefault(number, 0);
    }

    /** message_id is all the body there is, with or without its final NUL (SMPP 3.4, 4.4.2); a refusal may have none. */
    static Answer toSubmit(int status, byte[] pdu) {
        return new Answer(status, text(ByteBuffer.wrap(pdu).position(HEADER)));
    }

    /** message_id, how many were not taken, and for each type, plan, number and status (SMPP 3.4, 4.5.2). Read as far as it goes. */
    static Answer toMulti(int status, byte[] pdu) {
        ByteBuffer body = ByteBuffer.wrap(pdu).position(HEADER);
        String messageId = text(body);
        int refusals = body.hasRemaining() ? body.get() & 0xff : 0;
        Map<String, Integer> refused = new HashMap<>();
        for (int n = 0; n < refusals && body.remaining() > 2; n++) {
            body.position(body.position() + 2);
            String number = text(body);
            if (body.remaining() >= Integer.BYTES) {
                refused.put(PhoneNumbers.normalise(number).orElse(number), body.getInt());
            }
        }
        return new Answer(status, messageId, refused);
    }

    private static String text(ByteBuffer body) {
        int start = body.position();
        int end = start;
        while (end < body.limit() && body.get(end) != 0) {
            end++;
        }
        body.position(Math.min(body.limit(), end + 1));
        return new String(body.array(), start, end - start, StandardCharsets.ISO_8859_1);
    }
}
