package cn.gulou.hub.compliance;

import cn.gulou.hub.compliance.TemplateProgram.Mismatch;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * One version of an agreed wording (C-07).
 *
 * @param validUntil first moment after; null: none
 */
record Template(String id, int version, OffsetDateTime validFrom, OffsetDateTime validUntil, TemplateProgram program) {

    static Template of(
            String id,
            int version,
            OffsetDateTime validFrom,
            OffsetDateTime validUntil,
            String wording,
            Map<String, TemplateField> fields) {
        TemplateProgram program = TemplateCompiler.compile(TemplateNotation.read(wording, fields));
        return new Template(id, version, validFrom, validUntil, program);
    }

    /** What a broadcast records: {@code warning-signal@2}. */
    String reference() {
        return id + "@" + version;
    }

    boolean begun(OffsetDateTime now) {
        return !now.isBefore(validFrom);
    }

    boolean over(OffsetDateTime now) {
        return validUntil != null && !now.isBefore(validUntil);
    }

    /** Empty when the text fits. */
    Optional<Mismatch> mismatch(String text) {
        return program.mismatch(text);
    }
}
