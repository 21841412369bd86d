package cn.gulou.hub.dispatch;

/**
 * One segment to one recipient, claimed and on its way. In memory only: it names a person's number.
 *
 * @param number E.164 without +
 * @param text this segment's part of the text
 * @param part from 1
 * @param parts how many segments the text has
 * @param reference ties the segments of one text to one person together, 0 to 255
 */
record Segment(
        long broadcastId,
        int recipientNo,
        short part,
        int parts,
        String number,
        String text,
        int attempts,
        byte reference) {

    /** Never prints the number or the text. */
    @Override
    public String toString() {
        return "segment " + part + " of recipient " + recipientNo + ", broadcast " + broadcastId;
    }
}
