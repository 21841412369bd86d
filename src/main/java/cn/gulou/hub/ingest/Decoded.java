package cn.gulou.hub.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body as text. Everything after this sees the same characters, so no encoding can hide a DOCTYPE from one reader and
 * show it to another.
 *
 * @param doubtful the declared encoding reads the bytes, but UTF-8 would too: the text may be garbled
 */
record Decoded(String text, boolean doubtful) {
    private static final Map<String, Charset> SUPPORTED = Map.ofEntries(
            Map.entry("utf-8", StandardCharsets.UTF_8),
            Map.entry("utf8", StandardCharsets.UTF_8),
            Map.entry("us-ascii", StandardCharsets.UTF_8),
            Map.entry("ascii", StandardCharsets.UTF_8),
            Map.entry("gb18030", Charset.forName("GB18030")),
            Map.entry("gbk", Charset.forName("GB18030")),
            Map.entry("gb2312", Charset.forName("GB18030")),
            Map.entry("iso-8859-1", StandardCharsets.ISO_8859_1),
            Map.entry("utf-16", StandardCharsets.UTF_16BE),
            Map.entry("utf-16be", StandardCharsets.UTF_16BE),
            Map.entry("utf-16le", StandardCharsets.UTF_16LE));
    private static final String NAMES = "UTF-8, GBK, GB18030, UTF-16, ISO-8859-1";
    private static final int DECLARATION_BYTES = 200;
    private static final Pattern DECLARED =
            Pattern.compile("^\\s*<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]*)[\"']");

    /**
     * Decodes a body: a byte order mark decides, then the charset of the content type, then the XML declaration, then UTF-8.
     *
     * @param charset of the content type, or null
     * @throws cn.gulou.hub.alert.Refusal when the encoding is not supported or does not fit the bytes
     */
    static Decoded of(byte[] body, String charset) {
        int mark = markLength(body);
        Charset declared = mark > 0 ? marked(body) : named(body, charset);
        String text = decode(body, mark, declared);
        if (text == null) {
            throw Findings.unreadable(Fault.ENCODING_BROKEN, "");
        }
        boolean single = declared.name().equals("GB18030") || declared.equals(StandardCharsets.ISO_8859_1);
        boolean doubtful = single && !isAscii(body) && decode(body, mark, StandardCharsets.UTF_8) != null;
        return new Decoded(text, doubtful);
    }

    private static Charset named(byte[] body, String charset) {
        if (body.length >= 4 && body[0] == 0 && body[1] == '<' && body[2] == 0) {
            return StandardCharsets.UTF_16BE;
        }
        if (body.length >= 4 && body[0] == '<' && body[1] == 0 && body[3] == 0) {
            return StandardCharsets.UTF_16LE;
        }
        String name = charset != null ? charset : declaredIn(body);
        Charset supported = name == null ? StandardCharsets.UTF_8 : SUPPORTED.get(name.toLowerCase(Locale.ROOT));
        if (supported == null) {
            throw Findings.unreadable(Fault.ENCODING_UNSUPPORTED, "", NAMES);
        }
        return supported;
    }

    private static String declaredIn(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
        Matcher matcher = DECLARED.matcher(start);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static Charset marked(byte[] body) {
        return switch (body[0]) {
            case (byte) 0xEF -> StandardCharsets.UTF_8;
            case (byte) 0xFE -> StandardCharsets.UTF_16BE;
            default -> StandardCharsets.UTF_16LE;
        };
    }

    private static int markLength(byte[] body) {
        if (starts(body, 0xEF, 0xBB, 0xBF)) {
            return 3;
        }
        if (starts(body, 0xFF, 0xFE, 0, 0) || starts(body, 0, 0, 0xFE, 0xFF)) {
            throw Findings.unreadable(Fault.ENCODING_UNSUPPORTED, "", NAMES);
        }
        return starts(body, 0xFE, 0xFF) || starts(body, 0xFF, 0xFE) ? 2 : 0;
    }

    private static boolean starts(byte[] body, int... bytes) {
        if (body.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (body[i] != (byte) bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(byte[] body) {
        for (byte b : body) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static String decode(byte[] body, int from, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body, from, body.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
