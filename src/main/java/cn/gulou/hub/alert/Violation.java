package cn.gulou.hub.alert;

/**
 * One thing that is wrong, said to people in both languages. Never holds personal data or text from the input.
 *
 * @param code short, stable, kebab-case; what programs compare
 * @param where the place in the message: an element path, a JSON pointer or a header name; empty when it is the whole
 * @param zh the sentence in Chinese
 * @param en the sentence in English
 */
public record Violation(String code, String where, String zh, String en) {}
