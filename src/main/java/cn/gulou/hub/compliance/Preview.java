package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.AlertState;
import cn.gulou.hub.alert.BroadcastState;
import cn.gulou.hub.alert.Proposed;
import cn.gulou.hub.alert.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What every policy says of a broadcast that is not one yet: the same drafting, the same policies, nothing written. */
@Component("preview")
public class Preview {
    private final Ledger ledger;
    private final Drafting drafting;
    private final Policies policies;
    private final PreviewSchedule schedule;

    Preview(Ledger ledger, Drafting drafting, Policies policies, PreviewSchedule schedule) {
        this.ledger = ledger;
        this.drafting = drafting;
        this.policies = policies;
        this.schedule = schedule;
    }

    /** What one policy says. */
    record Said(String policy, String outcome, List<String> clauses, List<Violation> reasons) {}

    /**
     * What all policies say, and what would go out.
     *
     * @param state what the broadcast would come to before the window is asked
     */
    public record Verdicts(
            BroadcastState state, List<Said> verdicts, Content content, String kind, int priority, String colour) {
        public String sourceAddress() {
            return content.sourceAddress();
        }

        public int wireSegments() {
            return content.wireSegments();
        }
    }

    public Verdicts judge(Proposed proposed) {
        Received received = new Received(
                0, proposed.source(), AlertState.RECEIVED, proposed.alert(), ledger.now(), "actual", false);
        Proposal proposal = drafting.draft(received, new Received.Broadcast(0, proposed.kind(), proposed.audience()));
        Policies.Judgement judgement = policies.judge(proposal);
        return new Verdicts(
                Decisions.state(judgement.outcome()),
                judgement.verdicts().stream().map(Preview::said).toList(),
                proposal.content(),
                proposed.kind().wireName(),
                Drafting.severity(proposed.alert()).priority(),
                Drafting.severity(proposed.alert()).colour());
    }

    private static Said said(Policies.Named named) {
        Verdict verdict = named.verdict();
        return new Said(
                named.policy(),
                verdict.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                Clauses.of(named.policy(), verdict.reasons()),
                verdict.reasons());
    }

    /** The broadcast as the answer shows it. */
    public Map<String, Object> view(Proposed proposed, Verdicts verdicts, Object people, long receive, Long seconds) {
        Content content = verdicts.content();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("kind", verdicts.kind());
        view.put("colour", verdicts.colour());
        view.put("text", content.text());
        view.put("signature", content.signature());
        view.put("textAsReceived", content.text().isEmpty() ? "" : content.signature() + content.text());
        view.put("sourceAddress", content.sourceAddress());
        view.put("billableSegments", content.billableSegments());
        view.put("wireSegments", content.wireSegments());
        view.put(
                "uncertainPolicy",
                content.uncertainPolicy().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        view.put("verdicts", verdicts.verdicts());
        view.put("recipients", people);
        view.putAll(schedule.of(proposed, verdicts, receive, seconds));
        return view;
    }
}
