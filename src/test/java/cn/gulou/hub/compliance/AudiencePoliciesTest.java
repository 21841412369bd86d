package cn.gulou.hub.compliance;

import static cn.gulou.hub.compliance.Verdict.Outcome.ALLOWED;
import static cn.gulou.hub.compliance.Verdict.Outcome.BLOCKED;
import static cn.gulou.hub.compliance.Verdict.Outcome.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.AudienceDefinition;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Violation;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whom a broadcast reaches: somebody, who can be found, and with a cancel those who were told. */
class AudiencePoliciesTest {
    @Test
    void anEmptyAudienceReachesNobody() {
        assertThat(new EmptyAudiencePolicy().judge(Sample.of(Sample.NOBODY)).outcome())
                .isEqualTo(REFUSED);
    }

    @Test
    void anAudienceThatCannotBeResolvedWaitsAndTellsWhy() {
        Proposal proposal = Sample.of(Sample.unresolvable());
        Verdict verdict = new ResolvableAudiencePolicy().judge(proposal);
        assertThat(verdict.outcome()).isEqualTo(BLOCKED);
        assertThat(verdict.reasons())
                .extracting(Violation::code)
                .containsExactly("audience-unresolvable", "area-unresolvable");
        assertThat(new EmptyAudiencePolicy().judge(proposal).outcome()).isEqualTo(ALLOWED);
    }

    @Test
    void aCancelTellsThoseWhoWereTold_andNobodyElse() {
        Consumer<ObjectNode> cancel = a -> a.put("messageType", "CANCEL");
        Proposal everyone = Sample.of(OrdinaryAlert.changed(cancel));
        Proposal told = new Proposal(
                everyone.alert(),
                Kind.WHOLE_NETWORK,
                AudienceDefinition.thoseTold(),
                everyone.source(),
                everyone.content(),
                "REFERENCE",
                null,
                List.of("hub"),
                List.of(),
                List.of(),
                everyone.wording(),
                Sample.NOW);
        assertThat(new MessageTypePolicy().judge(everyone).outcome()).isEqualTo(REFUSED);
        assertThat(new MessageTypePolicy().judge(told).outcome()).isEqualTo(ALLOWED);
        assertThat(new EmptyAudiencePolicy().judge(told).outcome()).isEqualTo(ALLOWED);
    }

    @Test
    void anUpdateToThoseToldThatNamesNobodyReachesNobody() {
        assertThat(new EmptyAudiencePolicy()
                        .judge(Sample.of(Sample.NOBODY.toldOnly()))
                        .outcome())
                .isEqualTo(REFUSED);
    }

    @Test
    void aGroupThatNobodySetUpBlocks() {
        AudienceDefinition group = new AudienceDefinition(
                false, List.of("residents"), List.of(), List.of(), List.of(), 0, null, true, List.of());
        Proposal known = Sample.of(group);
        Proposal missing = Sample.missingGroup(group, "residents");
        assertThat(new ResolvableAudiencePolicy().judge(known).outcome()).isEqualTo(ALLOWED);
        assertThat(new ResolvableAudiencePolicy().judge(missing).outcome()).isEqualTo(BLOCKED);
    }
}
