package cn.gulou.hub.compliance;

/**
 * A term that may not go out (C-08).
 *
 * @param prohibitedClass code of its class: {@code nine-7}, {@code five-3}, {@code fraud}, {@code advertising} …
 * @param classZh the class in Chinese
 * @param unlessWarnedOf true: it passes where the text warns of it (防范诈骗); false: it never does
 */
record ProhibitedTerm(String term, String prohibitedClass, String classZh, String classEn, boolean unlessWarnedOf) {}
