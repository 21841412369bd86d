package cn.gulou.hub.ingest;

import static cn.gulou.hub.ingest.Fault.Weight.CONTRADICTORY;
import static cn.gulou.hub.ingest.Fault.Weight.DEFECT;
import static cn.gulou.hub.ingest.Fault.Weight.DOUBT;
import static cn.gulou.hub.ingest.Fault.Weight.UNREADABLE;

import cn.gulou.hub.alert.Violation;
import java.util.Locale;

/**
 * Everything that can be wrong with a message, once, in both languages. A {@code %s} takes words of our own schemas only,
 * never words of the message.
 */
enum Fault {
    // Not readable, or wrong by its schema: 400
    EMPTY_BODY(UNREADABLE, "消息体为空", "the body is empty"),
    NOT_XML_NOR_JSON(UNREADABLE, "消息体既不是 XML 也不是 JSON", "the body is neither XML nor JSON"),
    NOT_WELL_FORMED(UNREADABLE, "消息不完整或格式不合规（可能只收到一部分）", "the body is cut short or not well-formed"),
    DOCTYPE(UNREADABLE, "不接受 DOCTYPE 或实体声明", "a DOCTYPE or entity declaration is not accepted"),
    ENCODING_UNSUPPORTED(UNREADABLE, "不支持所声明的编码；可用：%s", "the declared encoding is not supported; use one of: %s"),
    ENCODING_BROKEN(UNREADABLE, "内容与其编码不符", "the bytes are not valid in their encoding"),
    TOO_DEEP(UNREADABLE, "嵌套过深，最多 %s 层", "nested too deeply: at most %s levels"),
    TOO_MANY_ATTRIBUTES(UNREADABLE, "一个元素的属性过多，最多 %s 个", "too many attributes on one element: at most %s"),
    ROOT_UNKNOWN(UNREADABLE, "根元素不是预警", "the root element is not an alert"),
    ELEMENT_MISSING(UNREADABLE, "缺少必需的元素或字段：%s", "a required element or field is missing: %s"),
    ELEMENT_UNEXPECTED(
            UNREADABLE,
            "此处不应出现该元素（次序、次数或名称有误）；应为：%s",
            "this element does not belong here (order, number or name); expected: %s"),
    VALUE_NOT_LISTED(UNREADABLE, "取值不在允许范围内：%s", "the value is not one of: %s"),
    VALUE_MALFORMED(UNREADABLE, "取值的格式不合规", "the value is not of the required form"),
    VALUE_EMPTY(UNREADABLE, "取值不能为空", "the value must not be empty"),
    TOO_LONG(UNREADABLE, "取值过长，最多 %s 个字符", "the value is too long: at most %s characters"),
    ATTRIBUTE_UNEXPECTED(UNREADABLE, "该元素不应有此属性", "the element does not have such an attribute"),
    TEXT_MISPLACED(UNREADABLE, "该元素内不应有文字", "text does not belong in this element"),
    TIME_MALFORMED(UNREADABLE, "时间的格式不合规，或缺少时区偏移", "the time is not of the required form, or lacks its offset"),
    NUMBER_MALFORMED(UNREADABLE, "第 %s 个号码不是手机号码", "number %s is not a mobile number"),
    COORDINATE_MALFORMED(
            UNREADABLE, "坐标不是“纬度,经度”形式的数值", "the coordinates are not numbers in the form latitude,longitude"),
    CIRCLE_MALFORMED(
            UNREADABLE,
            "圆形区域应为“纬度,经度 半径”；JSON 中为 centre [经度, 纬度] 与 radiusMetres",
            "a circle is latitude,longitude radius; in JSON centre [lng, lat] and radiusMetres"),
    REFERENCE_MALFORMED(UNREADABLE, "引用应为“发送者,标识,发送时间”", "a reference is sender,identifier,sent"),
    IDENTIFIER_CHARACTERS(
            UNREADABLE, "标识与发送者不得含空格、逗号、< 或 &", "identifier and sender must not hold a space, comma, < or &"),
    FIELD_UNKNOWN(UNREADABLE, "未知的字段", "there is no such field"),
    FIELD_TYPE(UNREADABLE, "字段的类型应为：%s", "the field must be a %s"),
    PARAMETER_UNKNOWN(UNREADABLE, "未知的 gulou: 参数", "there is no such gulou: parameter"),

    // Readable, but says two things at once: 422
    REFERENCES_MISSING(CONTRADICTORY, "更新、解除、确认与错误消息必须引用原消息", "Update, Cancel, Ack and Error must refer to a message"),
    NOTE_MISSING(CONTRADICTORY, "错误消息必须附说明（note）", "an Error must carry a note"),
    RESTRICTION_MISSING(CONTRADICTORY, "范围为 Restricted 时必须有 restriction", "scope Restricted needs a restriction"),
    ADDRESSES_MISSING(CONTRADICTORY, "范围为 Private 时必须有 addresses", "scope Private needs addresses"),
    RING_TOO_SHORT(CONTRADICTORY, "多边形至少需要 4 个点", "a polygon needs at least 4 points"),
    RING_NOT_CLOSED(CONTRADICTORY, "多边形首尾点必须相同", "the first and last point of a polygon must be the same"),
    COORDINATE_OUT_OF_RANGE(
            CONTRADICTORY, "纬度应在 ±90 之内，经度应在 ±180 之内", "latitude must be within ±90 and longitude within ±180"),
    RADIUS_OUT_OF_RANGE(CONTRADICTORY, "半径不得为负或无穷", "a radius must not be negative or without bound"),
    EXPIRES_TOO_EARLY(CONTRADICTORY, "失效时间早于生效、开始或发送时间", "expires lies before effective, onset or sent"),
    FINISH_TOO_EARLY(CONTRADICTORY, "要求完成时间早于最早发送时间或制作时间", "finishBy lies before sendAfter or sent"),
    SEND_AFTER_TOO_LATE(CONTRADICTORY, "最早发送时间不早于失效时间", "sendAfter does not lie before expires"),
    PARAMETER_REPEATED(CONTRADICTORY, "同一参数出现多次且取值不同", "a parameter stands more than once with different values"),
    PARAMETER_ELSEWHERE(
            CONTRADICTORY,
            "未采用的信息块里有不同的 gulou: 参数",
            "an info block that is not read holds other gulou: parameters than the one that is"),
    REACH_MISPLACED(
            CONTRADICTORY,
            "updateTo 只用于更新，cancelTo 只用于解除",
            "updateTo belongs to an Update only, cancelTo to a Cancel only"),
    KIND_CONTRADICTS_AUDIENCE(CONTRADICTORY, "所求业务类型与发布对象不符", "the kind asked for does not fit the audience"),
    IDENTITY_TAKEN(CONTRADICTORY, "该标识已有内容不同的预警", "another alert with other content has this identity"),
    NUMBERS_NEED_HTTPS(
            CONTRADICTORY,
            "含号码的预警只能经 HTTPS 提交（C-42）",
            "an alert that carries phone numbers is taken over HTTPS only (C-42)"),

    // Readable, but a person should look before anything happens: quarantined
    SELF_REFERENCE(DOUBT, "引用的是消息自身", "it refers to itself"),
    REPAIRED_MARKUP(DOUBT, "修复了未转义的标记，文义可能已变", "unescaped markup was repaired; the meaning may have changed"),
    ROOT_CONTRADICTS_STATUS(DOUBT, "根元素的名称与 status 不符", "the root element's name contradicts the status"),
    SEVERITY_CONTRADICTS_TEXT(DOUBT, "文字中的预警颜色与级别不符", "the colour in the text contradicts the severity"),
    TEXT_SAYS_DRILL(DOUBT, "状态为实际发布，文字却称测试或演练", "the status is Actual, yet the text speaks of a test or drill"),
    ENCODING_DOUBTFUL(DOUBT, "声明的编码可能有误，文字可能是乱码", "the declared encoding may be wrong: the text may be garbled"),
    TEXT_GARBLED(DOUBT, "文字中有无法还原的字符", "the text holds characters that were already lost"),
    SENDER_CONTRADICTS_IDENTIFIER(DOUBT, "标识不以发布单位编码开头", "the identifier does not begin with the sender's code"),
    CLASSIFIED(DOUBT, "密级不是“无”", "the security classification is not None"),
    SEVERAL_SMS_METHODS(DOUBT, "有多个短信发布方式", "there is more than one SMS method"),
    NO_SMS_METHOD(DOUBT, "列有发布方式，但没有短信", "methods are listed, but none is SMS"),
    STATUS_NOT_SAID(DOUBT, "消息未说明是实际发布还是演练", "the message does not say whether it is actual or a drill"),

    // Noted, and read on
    EMPTY_AREA_SHAPE(DEFECT, "空的多边形或圆形，不代表任何区域", "an empty polygon or circle: it stands for no area"),
    NO_EXPIRES(DEFECT, "没有失效时间，将用默认有效期", "no expires: a default validity will be used"),
    SEVERAL_INFOS(DEFECT, "同一语言有多个信息块，只用第一个", "several info blocks in one language: only the first is used"),
    ELEMENT_ORDER(DEFECT, "元素次序有误，已整理", "elements were out of order"),
    ELEMENT_UNKNOWN(DEFECT, "有未知元素，已忽略", "an unknown element was ignored"),
    ESCAPING_REPAIRED(DEFECT, "文字中的 & 或 < 未转义，已修复", "an unescaped & or < in the text was repaired"),
    TIME_EMPTY(DEFECT, "时间只有时区偏移，按空处理", "a time that is only an offset is taken as empty"),
    TIME_WITHOUT_OFFSET(DEFECT, "时间没有时区偏移，按北京时间理解", "a time without an offset is taken as Beijing time"),
    SENT_FROM_IDENTIFIER(DEFECT, "没有发送时间，取自标识", "no time of sending: it was taken from the identifier"),
    EVENT_TYPE_UNKNOWN(DEFECT, "事件类型不在编码表内", "the event type is not in the table"),
    SEVERITY_MISSING(DEFECT, "没有预警级别", "no severity"),
    IDENTIFIER_FORM(DEFECT, "标识不是“编码_时间”的形式", "the identifier is not of the form code_time"),
    FIRST_ISSUE_REFERS_TO_ITSELF(DEFECT, "首次发布引用了自身，已忽略", "a first issue refers to itself; ignored"),
    RING_CLOSED(DEFECT, "多边形未闭合，已闭合", "the ring was open and has been closed"),
    FILE_NAME(DEFECT, "文件名不合规范或与内容不符", "the file's name is not of the agreed form or does not fit the content");

    /** What a fault means for the message. */
    enum Weight {
        UNREADABLE,
        CONTRADICTORY,
        DOUBT,
        DEFECT
    }

    private final Weight weight;
    private final String zh;
    private final String en;

    Fault(Weight weight, String zh, String en) {
        this.weight = weight;
        this.zh = zh;
        this.en = en;
    }

    Weight weight() {
        return weight;
    }

    /** The code that programs compare: the name in kebab-case. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** This fault at a place. */
    Violation at(String where, Object... details) {
        return new Violation(code(), where, zh.formatted(details), en.formatted(details));
    }
}
