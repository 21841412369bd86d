package cn.gulou.hub.bench;

import java.util.List;
import java.util.Map;

/**
 * What a round gave.
 *
 * @param figures by name, in the order they are printed
 * @param wrong what does not add up, a sentence each; empty when the figures count
 */
record Measured(Map<String, Object> figures, List<String> wrong) {}
