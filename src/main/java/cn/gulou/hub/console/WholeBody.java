package cn.gulou.hub.console;

import cn.gulou.hub.alert.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Takes a body in whole or not at all. */
final class WholeBody {
    private WholeBody() {}

    /** @throws Refusal 413 before reading when it says it is larger, else as soon as it is; 400 when it breaks off */
    static byte[] read(HttpServletRequest request, long limit) {
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        byte[] body;
        try (InputStream in = request.getInputStream()) {
            body = in.readNBytes((int) limit + 1);
        } catch (IOException e) {
            throw new Refusal(400, "body-incomplete", "正文没有传完就中断了", "the body broke off before its end");
        }
        if (body.length > limit) {
            throw tooLarge(limit);
        }
        return body;
    }

    static void checkUtf8(byte[] body, Charset declared) {
        if (declared != null && !declared.equals(StandardCharsets.UTF_8)) {
            throw new Refusal(415, "charset", "除 XML 外，正文一律用 UTF-8", "other than XML, a body is UTF-8");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw new Refusal(400, "charset", "正文不是合法的 UTF-8", "the body is not valid UTF-8");
        }
    }

    private static Refusal tooLarge(long limit) {
        return new Refusal(
                413, "too-large", "内容过大，上限 " + limit + " 字节", "the content is too large, at most " + limit + " bytes");
    }
}
