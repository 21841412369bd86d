package cn.gulou.hub.compliance;

/**
 * One rule about what may go out. A rule is a bean: add one and it is asked, in the order of its {@code @Order}. It looks
 * at the proposal only, so three lines test it.
 */
interface Policy {
    /** Kebab-case; what the preview and the papers call it. */
    String name();

    Verdict judge(Proposal proposal);
}
