package cn.gulou.hub.compliance;

/**
 * Wording that makes a term legal (C-08).
 *
 * @param wording as people write it: 防范, 都是诈骗, 测温枪
 * @param place where it stands about the term
 * @param reach characters between the two at most; nothing to {@link Place#AROUND}
 */
record PermittedWording(String wording, Place place, int reach) {
    enum Place {
        /** The term is a part of it, and no such term at all. */
        AROUND,
        /** In front, in the same clause: the text warns of what follows. A term that is a part of it is legal too. */
        BEFORE,
        /** Behind, in the same sentence: the text warns of what stood. A term that is a part of it is legal too. */
        AFTER
    }
}
