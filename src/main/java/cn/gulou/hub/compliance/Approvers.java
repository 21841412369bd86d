package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who may approve a broadcast, and whose word is still missing (C-03a). */
@Component
class Approvers {
    private static final Set<String> BOTH_PARTIES = Set.of("A", "B");
    private static final Violation SECOND_MISSING = new Violation(
            "second-approver-needed",
            "",
            "由系统提交且发布对象较多，须由另一人再次批准（C-03a）。",
            "A machine submitted it and it reaches many: a second person must approve it, too (C-03a).");
    private static final Violation PARTY_MISSING = new Violation(
            "other-party-needed",
            "",
            "甲乙双方尚未都确认，须由另一方的审批人批准（C-03a）。",
            "Both parties have not confirmed it: an approver of the other party must approve it (C-03a).");

    private final Ledger ledger;
    private final Sources sources;
    private final ComplianceSettings settings;

    Approvers(Ledger ledger, Sources sources, ComplianceSettings settings) {
        this.ledger = ledger;
        this.sources = sources;
        this.settings = settings;
    }

    /** Whoever approves, and how that person stands to the others; party null: none is on record for the account. */
    record Approver(String party, boolean submitterToo, boolean submittedByPerson, boolean approvedAlready) {}

    /** One approval of the very same content. */
    private record Given(String decidedBy, String party) {}

    /**
     * The party a person speaks for.
     *
     * @throws Refusal 409 the account is another party's; 422 no party is named
     */
    String party(Approver approver, String named) {
        if (approver.party() != null && named != null && !named.equals(approver.party())) {
            throw new Refusal(
                    409,
                    "party-contradicts",
                    "该账号代表另一方，不能以此方名义审批（C-03a）。",
                    "The account speaks for the other party; it does not approve for this one (C-03a).");
        }
        return Requests.needed(
                approver.party() != null ? approver.party() : named,
                "party-missing",
                "须说明代表甲方还是乙方（C-03a）：请填写 party。",
                "Say for which party, A or B (C-03a): give party.");
    }

    Approver approver(Standing standing, String contentHash, String account) {
        return ledger.sql("find-approver")
                .param("account", account)
                .param("submitter", standing.source())
                .param("broadcastId", standing.broadcastId())
                .param("contentHash", contentHash)
                .query(Approver.class)
                .single();
    }

    /** @throws Refusal 409 the same person has submitted it, or has approved it already */
    void checkMayApprove(Approver approver) {
        if (approver.submitterToo()) {
            throw ownSubmission();
        }
        if (approver.approvedAlready()) {
            throw new Refusal(
                    409,
                    "approved-already",
                    "您已批准过该内容，须由另一人批准（C-03a）。",
                    "You have approved this already; another person must approve it, too (C-03a).");
        }
    }

    static Refusal ownSubmission() {
        return new Refusal(
                409,
                "submitter-may-not-approve",
                "提交人不能审批自己提交的内容，另一账号也不行（C-03a）；请由另一人审批。",
                "Whoever submitted it does not approve it, by no other account either (C-03a); another person must.");
    }

    /** What is still missing after those approvals that the ledger has of this content; empty: it may go out. */
    List<Violation> missing(Standing standing, String contentHash, boolean submittedByPerson) {
        List<Given> given = ledger.sql("list-approvals")
                .param("broadcastId", standing.broadcastId())
                .param("contentHash", contentHash)
                .query(Given.class)
                .list();
        List<Violation> missing = new ArrayList<>();
        if (given.size() < 2 && !submittedByPerson && reachesMany(standing.broadcastId())) {
            missing.add(SECOND_MISSING);
        }
        Set<String> parties = Stream.concat(
                        Stream.of(sources.of(standing.source())).map(Source::party),
                        given.stream().map(Given::party))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (settings.bothParties() && !parties.containsAll(BOTH_PARTIES)) {
            missing.add(PARTY_MISSING);
        }
        return missing;
    }

    private boolean reachesMany(long broadcastId) {
        return ledger.sql("count-recipients")
                        .param("broadcastId", broadcastId)
                        .param("limit", settings.twoApproversAbove() + 1L)
                        .query(Long.class)
                        .single()
                > settings.twoApproversAbove();
    }
}
