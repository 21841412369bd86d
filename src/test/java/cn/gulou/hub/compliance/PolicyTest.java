package cn.gulou.hub.compliance;

import static cn.gulou.hub.compliance.Sample.SEGMENTS;
import static cn.gulou.hub.compliance.Verdict.Outcome.NEEDS_PERSON;
import static cn.gulou.hub.compliance.Verdict.Outcome.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.Violation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All policies together: what is in order passes each of them, and the worst verdict counts. */
class PolicyTest {
    static Stream<Policy> all() {
        return Stream.of(
                new StatusPolicy(),
                new MessageTypePolicy(),
                new ScopePolicy(),
                new SourceListedPolicy(),
                new SourceKindPolicy(),
                new UnattendedPolicy(),
                new TextPolicy(),
                new WordingPolicy(),
                new ChinesePolicy(),
                new SeveralInfosPolicy(),
                new TemplatePolicy(),
                new ProhibitedContentPolicy(),
                new SignaturePolicy(),
                new SignatureConsentPolicy(new SignatureConsent("CONSENT-1")),
                new DrillMarkPolicy(new DrillSettings("演练", List.of())),
                new LengthPolicy(SEGMENTS),
                new EmptyAudiencePolicy(),
                new ResolvableAudiencePolicy(),
                new ExpiryPolicy(),
                new FinishByPolicy(),
                new ApprovalReferencePolicy(),
                new AuthorisationPolicy(),
                new PortPolicy());
    }

    @ParameterizedTest
    @MethodSource("all")
    void anOrdinaryAlertIsAllowed(Policy policy) {
        assertThat(policy.judge(Sample.proposal())).isEqualTo(Verdict.allowed());
    }

    @Test
    void policiesHaveNamesOfTheirOwn() {
        assertThat(all().map(Policy::name)).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z-]+"));
    }

    @Test
    void theWorstVerdictCountsAndEveryReasonIsTold() {
        Policies policies = new Policies(List.of(new TextPolicy(), new ChinesePolicy(), new PortPolicy()));
        Policies.Judgement judgement = policies.judge(Sample.text(""));
        assertThat(judgement.outcome()).isEqualTo(REFUSED);
        assertThat(judgement.reasonsFrom(NEEDS_PERSON))
                .extracting(Violation::code)
                .containsExactly("text-absent", "text-not-chinese");
        assertThat(judgement.reasonsFrom(REFUSED)).extracting(Violation::code).containsExactly("text-absent");
    }
}
