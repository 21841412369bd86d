package cn.gulou.hub.dispatch;

import java.time.Instant;

/**
 * One segment to one recipient, claimed and on its way. In memory only: it names a person's number.
 *
 * @param claim which transaction A claimed it
 * @param number E.164 without +
 * @param text this segment's part of the text
 * @param part from 1
 * @param parts how many segments the text has
 * @param reference ties the segments of one text to one person together, 0 to 255
 * @param expiresAt when the broadcast expires; nothing is sent after it
 * @param duty whether it is of a drill
 */
public record Segment(
        ClaimKey claim,
        int recipientNo,
        short part,
        int parts,
        String number,
        String text,
        int attempts,
        byte reference,
        Instant expiresAt,
        Duty duty) {

    /** Never prints the number or the text. */
    @Override
    public String toString() {
        return "segment " + part + " of recipient " + recipientNo + ", broadcast " + claim.broadcastId();
    }
}
