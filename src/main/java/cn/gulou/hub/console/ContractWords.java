package cn.gulou.hub.console;

import cn.gulou.hub.alert.Violation;
import com.atlassian.oai.validator.report.ValidationReport.Message;
import com.atlassian.oai.validator.report.ValidationReport.MessageContext;
import com.atlassian.oai.validator.report.ValidationReport.MessageContext.Pointers;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in both languages what the validator found. Its own texts quote the input, so only words of the contract itself
 * are taken from them.
 */
final class ContractWords {
    private static final String BODY = "validation.request.body";
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]{1,100})\"");

    /** By the last part of the validator's key. */
    private static final Map<String, String[]> SENTENCES = Map.ofEntries(
            say("required", "缺少必填项", "required but missing"),
            say("missing", "缺少必填项", "required but missing"),
            say("type", "类型不对", "of the wrong type"),
            say("enum", "不在允许的取值之内", "not one of the values allowed"),
            say("invalid", "不在允许的取值之内", "not one of the values allowed"),
            say("pattern", "格式不对", "not of the form asked for"),
            say("format", "格式不对", "not of the format asked for"),
            say(
                    "date-time",
                    "须为带时区的时间，如 2026-11-23T15:05:00+08:00",
                    "a time with an offset, as 2026-11-23T15:05:00+08:00"),
            say("collection", "只能给一次", "may be given only once"),
            say("minLength", "过短", "too short"),
            say("maxLength", "过长", "too long"),
            say("minimum", "过小", "too small"),
            say("maximum", "过大", "too large"),
            say("minItems", "项数过少", "too few items"),
            say("maxItems", "项数过多", "too many items"),
            say("additionalProperties", "含有契约之外的项", "holds something the contract does not know"),
            say("unexpected", "契约中没有这个参数", "the contract knows no such parameter"),
            say("invalidJson", "不是完整合法的 JSON", "not whole, valid JSON"));

    private final Set<String> known = new HashSet<>();

    ContractWords(OpenAPI document) {
        collect(Json.mapper().valueToTree(document));
    }

    /** True when it is about what stands in the body, not about there being one. */
    boolean isAboutContent(Message message) {
        return message.getKey().startsWith(BODY + ".schema");
    }

    List<Violation> violations(Message message) {
        String key = message.getKey();
        String rule = key.contains(".collection.") ? "collection" : key.substring(key.lastIndexOf('.') + 1);
        if (key.equals(BODY + ".schema.required")) {
            return known(message).stream()
                    .map(name -> violation(rule, where(message) + "/" + name, ""))
                    .toList();
        }
        return List.of(violation(rule, where(message), rule.equals("enum") ? allowed(message) : ""));
    }

    private static Violation violation(String rule, String where, String more) {
        String[] sentence = SENTENCES.getOrDefault(rule, new String[] {"不合契约", "breaks the contract"});
        return new Violation(code(rule), where, sentence[0] + more, sentence[1] + more);
    }

    private String allowed(Message message) {
        List<String> values = known(message);
        return values.isEmpty() ? "" : ": " + String.join(", ", values);
    }

    /** The quoted words of the validator's text that stand in the contract too. */
    private List<String> known(Message message) {
        Matcher quoted = QUOTED.matcher(message.getMessage());
        return quoted.results()
                .map(result -> result.group(1))
                .filter(known::contains)
                .distinct()
                .toList();
    }

    private static String where(Message message) {
        MessageContext context = message.getContext().orElseGet(MessageContext::empty);
        if (context.getParameter().isPresent()) {
            return context.getParameter().get().getIn() + ":"
                    + context.getParameter().get().getName();
        }
        String pointer = context.getPointers().map(Pointers::getInstance).orElse("");
        return pointer.equals("/") ? "" : pointer;
    }

    private static String code(String rule) {
        return "contract-" + rule.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    private void collect(JsonNode node) {
        node.fieldNames().forEachRemaining(known::add);
        for (JsonNode child : node) {
            if (child.isTextual() && child.textValue().length() <= 100) {
                known.add(child.textValue());
            }
            collect(child);
        }
    }

    private static Map.Entry<String, String[]> say(String rule, String zh, String en) {
        return Map.entry(rule, new String[] {zh, en});
    }
}
