package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A zip that holds exactly one XML. Nothing is unpacked to disk, and no more than the largest alert into memory. */
final class Zip {
    private Zip() {}

    /** @throws Refusal when it is no such zip */
    static byte[] only(byte[] zip) {
        // names are compared, never shown: any byte is a character in this encoding
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.ISO_8859_1)) {
            ZipEntry entry = in.getNextEntry();
            if (entry == null) {
                throw unreadable();
            }
            String name = entry.getName().toLowerCase(Locale.ROOT);
            if (entry.isDirectory() || name.contains("/") || name.contains("\\") || !name.endsWith(".xml")) {
                throw new Refusal(
                        400, "zip-entry", "压缩包内须为单个 XML 文件，不含路径", "the zip must hold one XML file, without a path");
            }
            byte[] content = in.readNBytes(AlertReader.LARGEST + 1);
            if (content.length > AlertReader.LARGEST) {
                return content;
            }
            if (in.getNextEntry() != null) {
                throw new Refusal(400, "zip-entries", "压缩包内有多个文件", "the zip holds more than one file");
            }
            return content;
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static Refusal unreadable() {
        return new Refusal(400, "zip-unreadable", "压缩包无法读取或不完整", "the zip cannot be read or is cut short");
    }
}
