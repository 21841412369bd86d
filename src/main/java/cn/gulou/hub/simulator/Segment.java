package cn.gulou.hub.simulator;

/**
 * Which piece of a longer text a submit is, told by its user data header (3GPP TS 23.040, 9.2.3.24.1) or its sar TLVs.
 *
 * @param reference ties the pieces together; -1 when the text is whole or the TLVs were used
 * @param headerLength octets of the text that are not text
 */
record Segment(int reference, int total, int part, int headerLength) {
    static final Segment WHOLE = new Segment(-1, 1, 1, 0);

    static Segment of(Submit submit) {
        int header = submit.headerLength();
        if (header == 0) {
            return submit.sarTotal == 0 ? WHOLE : new Segment(-1, submit.sarTotal, submit.sarPart, 0);
        }
        byte[] data = submit.data;
        int end = submit.textAt + header;
        for (int at = submit.textAt + 1; at + 2 <= end; at += 2 + (data[at + 1] & 0xFF)) {
            int kind = data[at];
            int length = data[at + 1] & 0xFF;
            if (kind == 0 && length == 3 && at + 5 <= end) {
                return new Segment(data[at + 2] & 0xFF, data[at + 3] & 0xFF, data[at + 4] & 0xFF, header);
            }
            if (kind == 8 && length == 4 && at + 6 <= end) {
                int reference = (data[at + 2] & 0xFF) << 8 | data[at + 3] & 0xFF;
                return new Segment(reference, data[at + 4] & 0xFF, data[at + 5] & 0xFF, header);
            }
        }
        return new Segment(-1, 1, 1, header);
    }

    /** The same for the same piece of the same text to the same number, whatever reference it was sent under. */
    long fingerprint(byte[] number, Submit submit) {
        long place = Hash.of(number, 0, number.length, (long) total << 8 | part);
        return Hash.of(submit.data, submit.textAt + headerLength, submit.textLength - headerLength, place);
    }
}
