package cn.gulou.hub.compliance;

import static cn.gulou.hub.compliance.Verdict.Outcome.ALLOWED;
import static cn.gulou.hub.compliance.Verdict.Outcome.BLOCKED;
import static cn.gulou.hub.compliance.Verdict.Outcome.HELD;
import static cn.gulou.hub.compliance.Verdict.Outcome.NEEDS_PERSON;
import static cn.gulou.hub.compliance.Verdict.Outcome.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.AudienceDefinition;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Violation;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    private static final Segments SEGMENTS = new Segments(70, 67, 140, 134, 4);

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

    @ParameterizedTest
    @ValueSource(strings = {"EXERCISE", "TEST", "DRAFT", "SYSTEM"})
    void whatIsNotActualNeverReachesThePublic(String status) {
        assertThat(alert(new StatusPolicy(), a -> a.put("status", status))).isEqualTo(REFUSED);
    }

    @Test
    void anAlertWithoutStatusIsRefused() {
        assertThat(alert(new StatusPolicy(), a -> a.putNull("status"))).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANCEL", "ACK", "ERROR"})
    void aCancelIsNeverReadAsANewAlert(String type) {
        assertThat(alert(new MessageTypePolicy(), a -> a.put("messageType", type)))
                .isEqualTo(REFUSED);
    }

    @Test
    void anAlertWithoutMessageTypeIsRefusedAndAnUpdateIsNot() {
        assertThat(alert(new MessageTypePolicy(), a -> a.putNull("messageType")))
                .isEqualTo(REFUSED);
        assertThat(alert(new MessageTypePolicy(), a -> a.put("messageType", "UPDATE")))
                .isEqualTo(ALLOWED);
    }

    @Test
    void aPrivateAlertDoesNotGoToTheWholeNetwork() {
        assertThat(alert(new ScopePolicy(), a -> a.put("scope", "PRIVATE"))).isEqualTo(REFUSED);
        Proposal targeted = Sample.of(Sample.alert(a -> a.put("scope", "PRIVATE")), Kind.TARGETED);
        assertThat(new ScopePolicy().judge(targeted).outcome()).isEqualTo(ALLOWED);
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

    @Test
    void nothingToSayIsRefused() {
        assertThat(new TextPolicy().judge(Sample.text("")).outcome()).isEqualTo(REFUSED);
    }

    @Test
    void headlineAndDescriptionPutTogetherNeedAPerson() {
        assertThat(alert(new WordingPolicy(), a -> a.put("dialect", "CAP_1_2").putNull("smsText")))
                .isEqualTo(NEEDS_PERSON);
        assertThat(alert(new WordingPolicy(), a -> a.put("dialect", "CAP_1_2"))).isEqualTo(ALLOWED);
    }

    @Test
    void aTextThatIsNotChineseNeedsAPerson() {
        assertThat(new ChinesePolicy().judge(Sample.text("Gale warning")).outcome())
                .isEqualTo(NEEDS_PERSON);
        assertThat(alert(new ChinesePolicy(), a -> a.put("dialect", "CAP_1_2").put("language", "en-US")))
                .isEqualTo(NEEDS_PERSON);
        assertThat(alert(new ChinesePolicy(), a -> a.put("dialect", "CAP_1_2").putNull("language")))
                .isEqualTo(NEEDS_PERSON);
    }

    @Test
    void severalInfosNeedAPerson() {
        Consumer<ObjectNode> several = a -> a.putArray("defects").addPOJO(new Violation("several-infos", "", "", ""));
        assertThat(alert(new SeveralInfosPolicy(), several)).isEqualTo(NEEDS_PERSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "【别的单位】大风预警",
                "大风预警【别的单位】",
                "【北京市应急管理事务中心】大风预警",
                "\u200b 【别的单位】大风预警",
                "大风预警【别的单位】\u200b\n",
                "〖别的单位〗大风预警",
                "大风预警。【北京市应急管理事务中心】请注意防范。",
                "大风预警。[北京市应急管理事务中心]请注意防范。",
                "大风预警。【北京市应急\u200b管理事务中心】请注意防范。",
                "大风预警。〔北京市 应急管理事务中心〕请注意防范。"
            })
    void aForeignOrSecondSignatureIsRefused(String text) {
        assertThat(new SignaturePolicy().judge(Sample.text(text)).outcome()).isEqualTo(REFUSED);
    }

    @Test
    void bracketsWithinTheTextAreNoSignature() {
        assertThat(new SignaturePolicy().judge(Sample.text("预计【今夜】有大风。")).outcome())
                .isEqualTo(ALLOWED);
        assertThat(new SignaturePolicy().judge(Sample.text("大风黄色预警[III级/较重]")).outcome())
                .isEqualTo(ALLOWED);
        assertThat(new SignaturePolicy().judge(Sample.text("详询北京市应急管理事务中心。")).outcome())
                .isEqualTo(ALLOWED);
    }

    @Test
    void withoutTheConsentOfTheSignaturesOwnerAPersonMustApprove() {
        assertThat(new SignatureConsentPolicy(new SignatureConsent(" "))
                        .judge(Sample.proposal())
                        .outcome())
                .isEqualTo(NEEDS_PERSON);
    }

    @Test
    void aTargetedTextThatFitsNoTemplateIsToldTheCharacter() {
        WordingFacts near =
                new WordingFacts(List.of(), null, new WordingFacts.NearMiss("warning-signal@1", 12, "“范。”", "犯"));
        Verdict verdict = new TemplatePolicy().judge(Sample.of(Kind.TARGETED, near));
        assertThat(verdict.outcome()).isEqualTo(REFUSED);
        assertThat(verdict.reasons().get(0).where()).isEqualTo("text[12]");
        assertThat(verdict.reasons().get(0).zh()).contains("warning-signal@1：第13字处应为“范。”，实为“犯”");
        assertThat(new TemplatePolicy()
                        .judge(Sample.of(Kind.WHOLE_NETWORK, near))
                        .outcome())
                .isEqualTo(ALLOWED);
    }

    @Test
    void withoutAnyTemplateInForceNothingTargetedGoes() {
        assertThat(new TemplatePolicy()
                        .judge(Sample.of(Kind.TARGETED, WordingFacts.NOTHING))
                        .reasons())
                .extracting(Violation::code)
                .containsExactly("template-none");
    }

    @Test
    void prohibitedContentIsHeldWithPlaceTermAndClass() {
        ProhibitedTerm term = new ProhibitedTerm("赌博", "nine-7", "九不准之七", "nine, 7", true);
        Verdict verdict = new ProhibitedContentPolicy()
                .judge(Sample.of(Kind.WHOLE_NETWORK, new WordingFacts(List.of(new Hit(4, 7, term)), null, null)));
        assertThat(verdict.outcome()).isEqualTo(HELD);
        assertThat(verdict.reasons().get(0).where()).isEqualTo("text[4,7)");
        assertThat(verdict.reasons().get(0).zh()).contains("第5至7字", "赌博", "九不准之七", "C-08");
    }

    @Test
    void moreThanFourSegmentsAreRefusedWithTheCount() {
        Verdict verdict = new LengthPolicy(SEGMENTS).judge(Sample.text("警".repeat(4 * 67 - 13 + 1)));
        assertThat(verdict.outcome()).isEqualTo(REFUSED);
        assertThat(verdict.reasons().get(0).en()).contains("is 5 segments");
        assertThat(new LengthPolicy(SEGMENTS)
                        .judge(Sample.text("警".repeat(4 * 67 - 13)))
                        .outcome())
                .isEqualTo(ALLOWED);
    }

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

    @ParameterizedTest
    @ValueSource(strings = {"EXERCISE", "TEST"})
    void anExerciseAndATestAreDrills(String status) {
        assertThat(new StatusPolicy()
                        .judge(Sample.of(Sample.alert(a -> a.put("status", status)), Kind.DRILL))
                        .outcome())
                .isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACTUAL", "DRAFT", "SYSTEM"})
    void nothingElseIsADrill(String status) {
        assertThat(new StatusPolicy()
                        .judge(Sample.of(Sample.alert(a -> a.put("status", status)), Kind.DRILL))
                        .outcome())
                .isEqualTo(REFUSED);
    }

    @Test
    void aDrillSaysThatItIsOne_whereTheSettingsAskForIt() {
        Proposal unmarked = Sample.of(Sample.alert(a -> a.put("status", "TEST")), Kind.DRILL);
        assertThat(new DrillMarkPolicy(new DrillSettings("演练", List.of()))
                        .judge(unmarked)
                        .outcome())
                .isEqualTo(REFUSED);
        assertThat(new DrillMarkPolicy(new DrillSettings("大风", List.of()))
                        .judge(unmarked)
                        .outcome())
                .isEqualTo(ALLOWED);
        assertThat(new DrillMarkPolicy(new DrillSettings("", List.of()))
                        .judge(unmarked)
                        .outcome())
                .isEqualTo(ALLOWED);
    }

    @Test
    void aCancelTellsThoseWhoWereTold_andNobodyElse() {
        Consumer<ObjectNode> cancel = a -> a.put("messageType", "CANCEL");
        Proposal everyone = Sample.of(Sample.alert(cancel));
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

    @Test
    void anAlertIsNotSentFromTheMomentItExpires() {
        Content expired = Sample.content("大风预警", Sample.NOW, null);
        Content good = Sample.content("大风预警", Sample.NOW.plusNanos(1000), null);
        assertThat(new ExpiryPolicy().judge(Sample.of(expired)).outcome()).isEqualTo(REFUSED);
        assertThat(new ExpiryPolicy().judge(Sample.of(good)).outcome()).isEqualTo(ALLOWED);
    }

    @Test
    void whatCouldOnlyBeSentAfterItExpiredIsRefused() {
        Content never = Sample.content("大风预警", Sample.NOW.plusHours(1), Sample.NOW.plusHours(1));
        assertThat(new ExpiryPolicy().judge(Sample.of(never)).outcome()).isEqualTo(REFUSED);
        assertThat(new ExpiryPolicy()
                        .judge(Sample.of(Sample.content("大风预警", null, null)))
                        .outcome())
                .isEqualTo(REFUSED);
    }

    @Test
    void whatIsLateAlreadyNeedsAPerson_unlessItIsRedOrOrange() {
        String past = Sample.NOW.toString();
        assertThat(alert(new FinishByPolicy(), a -> a.put("finishBy", past))).isEqualTo(NEEDS_PERSON);
        assertThat(alert(
                        new FinishByPolicy(),
                        a -> a.put("finishBy", Sample.NOW.plusNanos(1000).toString())))
                .isEqualTo(ALLOWED);
        assertThat(alert(new FinishByPolicy(), a -> a.put("finishBy", past).put("severity", "EXTREME")))
                .isEqualTo(ALLOWED);
    }

    @Test
    void withoutTheReferenceOfAnApprovalAPersonMustGiveIt() {
        assertThat(new ApprovalReferencePolicy().judge(Sample.withoutApproval()).outcome())
                .isEqualTo(NEEDS_PERSON);
    }

    @Test
    void withoutAPortOrWithPortsThatSignDifferentlyNothingGoes() {
        assertThat(new PortPolicy().judge(Sample.withSigners()).reasons())
                .extracting(Violation::code)
                .containsExactly("no-port");
        assertThat(new PortPolicy().judge(Sample.withSigners("hub", "carrier")).outcome())
                .isEqualTo(REFUSED);
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

    private static Verdict.Outcome alert(Policy policy, Consumer<ObjectNode> change) {
        return policy.judge(Sample.of(Sample.alert(change))).outcome();
    }
}
