package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.AudienceDefinition;
import cn.gulou.hub.alert.Kind;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * What would go out, with everything a policy may want to know of it.
 *
 * @param source whom it came from, or {@link Source#unlisted}
 * @param content what an approval would bind
 * @param approvalReference from the message, the source's standing one or the approver; null when there is none (C-02)
 * @param authorisationReference what its list of numbers rests on; null when nobody has said it (C-10)
 * @param signers who puts the signature in front at the ports of its kind and source address; empty: no such port
 * @param missingGroups groups of the audience that nobody has agreed yet
 * @param unauthorisedGroups groups of the audience that state no authorisation
 * @param wording what its words are: prohibited, agreed (C-07, C-08)
 */
record Proposal(
        Alert alert,
        Kind kind,
        AudienceDefinition audience,
        Source source,
        Content content,
        String approvalReference,
        String authorisationReference,
        List<String> signers,
        List<String> missingGroups,
        List<String> unauthorisedGroups,
        WordingFacts wording,
        OffsetDateTime now) {}
