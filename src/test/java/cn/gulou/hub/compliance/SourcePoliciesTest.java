package cn.gulou.hub.compliance;

import static cn.gulou.hub.compliance.Verdict.Outcome.ALLOWED;
import static cn.gulou.hub.compliance.Verdict.Outcome.BLOCKED;
import static cn.gulou.hub.compliance.Verdict.Outcome.NEEDS_PERSON;
import static cn.gulou.hub.compliance.Verdict.Outcome.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Violation;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who sends, and on whose word: listed sources, their kinds, approvals and authorisations. */
class SourcePoliciesTest {
    @Test
    void onlyListedSourcesSend() {
        Verdict verdict = new SourceListedPolicy().judge(Sample.of(Source.unlisted("stranger")));
        assertThat(verdict.outcome()).isEqualTo(REFUSED);
        assertThat(verdict.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo("source-unlisted");
            assertThat(reason.zh()).contains("C-01");
            assertThat(reason.en()).contains("C-01");
        });
    }

    @Test
    void aSourceSendsOnlyItsKinds() {
        Source targetedOnly = new Source("desk", "A", Set.of(Kind.TARGETED), Set.of(), true, null, null, false);
        assertThat(new SourceKindPolicy().judge(Sample.of(targetedOnly)).outcome())
                .isEqualTo(REFUSED);
    }

    @Test
    void whatASourceWithoutConfirmationSendsNeedsAPerson() {
        Source attended = new Source("desk", "A", Set.of(Kind.WHOLE_NETWORK), Set.of(), false, null, null, false);
        assertThat(new UnattendedPolicy().judge(Sample.of(attended)).outcome()).isEqualTo(NEEDS_PERSON);
    }

    @Test
    void withoutTheReferenceOfAnApprovalAPersonMustGiveIt() {
        assertThat(new ApprovalReferencePolicy().judge(Sample.withoutApproval()).outcome())
                .isEqualTo(NEEDS_PERSON);
    }

    @Test
    void aListOfNumbersStatesItsAuthorisation_orAPersonDoes() {
        assertThat(new AuthorisationPolicy().judge(Sample.numbers(null)).outcome())
                .isEqualTo(NEEDS_PERSON);
        assertThat(new AuthorisationPolicy().judge(Sample.numbers("AUTH-1")).outcome())
                .isEqualTo(ALLOWED);
    }

    @Test
    void noPersonLiftsThatAGroupStatesNoAuthorisation() {
        Verdict verdict = new AuthorisationPolicy().judge(Sample.unauthorisedGroup());
        assertThat(verdict.outcome()).isEqualTo(BLOCKED);
        assertThat(verdict.reasons()).extracting(Violation::code).containsExactly("group-authorisation-missing");
    }
}
