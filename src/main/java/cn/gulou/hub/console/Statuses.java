package cn.gulou.hub.console;

import java.util.Map;

/** What each HTTP status means here, once, in both languages. */
final class Statuses {
    private static final Map<Integer, Words> WORDS = Map.ofEntries(
            say(400, "Bad Request", "malformed", "请求有误，无法受理", "the request is malformed"),
            say(
                    401,
                    "Unauthorized",
                    "not-signed-in",
                    "请先登录：账号、密码或来源地址不对",
                    "sign in first: wrong account, password or address"),
            say(403, "Forbidden", "not-allowed", "此账号无权这样做", "this account may not do this"),
            say(404, "Not Found", "not-found", "没有这一项", "there is no such thing here"),
            say(405, "Method Not Allowed", "method-not-allowed", "不能用这个方法，可用的见 Allow", "not by this method; see Allow"),
            say(406, "Not Acceptable", "not-acceptable", "无法给出所要的格式", "not available in the format asked for"),
            say(408, "Request Timeout", "too-slow", "请求迟迟没有传完", "the request did not arrive in time"),
            say(409, "Conflict", "conflict", "与当前状态冲突", "this conflicts with the state it is in"),
            say(413, "Content Too Large", "too-large", "内容过大", "the content is too large"),
            say(414, "URI Too Long", "address-too-long", "网址过长", "the address is too long"),
            say(415, "Unsupported Media Type", "media-type", "不接受此内容类型", "this content type is not accepted"),
            say(422, "Unprocessable Content", "contradictory", "可读，但自相矛盾", "readable, but it contradicts itself"),
            say(
                    429,
                    "Too Many Requests",
                    "too-many-attempts",
                    "请求过多或密码错误次数过多，请稍后再试",
                    "too many calls, or too many wrong passwords; try again later"),
            say(
                    431,
                    "Request Header Fields Too Large",
                    "headers-too-large",
                    "请求头过大",
                    "the request headers are too large"),
            say(
                    500,
                    "Internal Server Error",
                    "internal",
                    "内部错误，请凭编号查日志",
                    "an error of the hub's own; the id is in its log"),
            say(501, "Not Implemented", "not-implemented", "不支持这个方法", "this method is not supported"),
            say(503, "Service Unavailable", "unavailable", "暂不可用，请稍后再试", "not available now; try again later"),
            say(
                    505,
                    "HTTP Version Not Supported",
                    "http-version",
                    "不支持此 HTTP 版本",
                    "this HTTP version is not supported"));

    private Statuses() {}

    static Words of(int status) {
        Words words = WORDS.get(status);
        if (words != null) {
            return words;
        }
        return WORDS.get(status >= 500 ? 500 : 400);
    }

    private static Map.Entry<Integer, Words> say(int status, String title, String code, String zh, String en) {
        return Map.entry(status, new Words(title, code, zh, en));
    }

    record Words(String title, String code, String zh, String en) {}
}
