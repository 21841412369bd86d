package cn.gulou.hub.alert;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * One alert in one model, whatever dialect it came in. Holds no phone number and no person's name: those are sealed
 * beside it (C-42). A field the writer left out or empty is null.
 *
 * @param sender who sent it: senderCode in the national profile, sender elsewhere; with identifier it is the identity
 * @param smsText the text the sender wrote for SMS, without signature; null when it wrote none
 * @param language of headline, description and instruction, as written (RFC 3066)
 * @param requestedKind only JSON and CAP parameters can ask for a kind; null otherwise
 * @param notice12379 the text goes out under short code 12379
 * @param eventType code of the national table (11B06 …) where known
 * @param reach whom an Update or a Cancel goes to, as its sender asks; null: as the settings say
 * @param defects what was wrong but did not stop the reading, each in both languages
 */
public record Alert(
        Dialect dialect,
        String sender,
        String identifier,
        OffsetDateTime sent,
        Status status,
        MessageType messageType,
        Scope scope,
        List<Reference> references,
        String approvalReference,
        String authorisationReference,
        Kind requestedKind,
        boolean notice12379,
        OffsetDateTime sendAfter,
        OffsetDateTime finishBy,
        OffsetDateTime effective,
        OffsetDateTime onset,
        OffsetDateTime expires,
        Severity severity,
        String eventType,
        String language,
        String headline,
        String smsText,
        String description,
        String instruction,
        Audience audience,
        Reach reach,
        List<Violation> defects) {

    public Alert {
        references = List.copyOf(references);
        defects = List.copyOf(defects);
    }

    /** True when headline and description are Chinese: only then can they become a text (FORMATS §1). */
    @JsonIgnore
    public boolean isChinese() {
        return language != null && language.toLowerCase(java.util.Locale.ROOT).startsWith("zh");
    }

    /** True when there is nothing to publish: a header without info (a legal Cancel, an empty Alert). */
    @JsonIgnore
    public boolean isHeaderOnly() {
        return smsText == null && headline == null && description == null;
    }
}
