package cn.gulou.hub.compliance;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;

/**
 * How the contract counts a text into messages (C-06), signature included; settings, for a text of Chinese characters or
 * of English ones. Any non-ASCII character makes it Chinese. Characters are UTF-16 code units, as on the wire.
 *
 * @param chineseSingle up to so many are one
 * @param chinesePart beyond that, so many are one each
 * @param englishSingle up to so many are one
 * @param englishPart beyond that, so many are one each
 * @param most more messages than that for one recipient are refused
 */
record Segments(
        @Positive int chineseSingle,
        @Positive int chinesePart,
        @Positive int englishSingle,
        @Positive int englishPart,
        @Positive @Max(200) int most) {

    /** More characters than these are too many messages, whatever they are. */
    int longest() {
        return most * Math.max(Math.max(chineseSingle, chinesePart), Math.max(englishSingle, englishPart));
    }

    /** Messages that the contract charges for a text to one recipient; none for an empty one. */
    int billable(String signedText) {
        boolean english = signedText.chars().allMatch(character -> character < 0x80);
        int single = english ? englishSingle : chineseSingle;
        int part = english ? englishPart : chinesePart;
        int length = signedText.length();
        if (length == 0) {
            return 0;
        }
        return length <= single ? 1 : (length + part - 1) / part;
    }
}
