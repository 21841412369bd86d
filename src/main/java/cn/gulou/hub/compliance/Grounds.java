package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;

/** On whose word a broadcast goes out (C-02), and what its list of numbers rests on (C-10); null where nobody has said it. */
record Grounds(String approval, String authorisation) {
    private static final String APPROVAL_ZH = "没有发布审批编号；批准时须填写（C-02）。";
    private static final String APPROVAL_EN =
            "The reference of the authorities' approval is missing; give it to approve (C-02).";
    private static final String AUTHORISATION_ZH = "号码名单没有写明授权依据（C-10）；批准时须填写 authorisationReference。";
    private static final String AUTHORISATION_EN =
            "The list of numbers states no authorisation (C-10); give authorisationReference to approve.";

    /** As they stand. */
    static Grounds of(Standing standing) {
        return new Grounds(standing.approvalReference(), standing.authorisationReference());
    }

    /**
     * As the message, the source or an approver before has said it, or as this one does.
     *
     * @throws Refusal 422 when one that is needed is missing
     */
    static Grounds of(Standing standing, Approvals.Decision decision) {
        String approval = Requests.needed(
                first(decision.approvalReference(), standing.approvalReference()),
                "approval-reference-missing",
                APPROVAL_ZH,
                APPROVAL_EN);
        String authorisation = first(decision.authorisationReference(), standing.authorisationReference());
        if (standing.audience().numberCount() > 0) {
            Requests.needed(authorisation, "authorisation-missing", AUTHORISATION_ZH, AUTHORISATION_EN);
        }
        return new Grounds(approval, authorisation);
    }

    static String first(String one, String other) {
        return one != null ? one : other;
    }
}
