package cn.gulou.hub.compliance;

/**
 * A prohibited term found in a text.
 *
 * @param start where it begins in the original text, signature not counted, in UTF-16 code units from 0
 * @param end where it ends, exclusive; between the two stands whatever was put between its characters too
 */
record Hit(int start, int end, ProhibitedTerm term) {

    /** The place as violations name it: {@code text[3,7)}. */
    String where() {
        return "text[" + start + "," + end + ")";
    }
}
