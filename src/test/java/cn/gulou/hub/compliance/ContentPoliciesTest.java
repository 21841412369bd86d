package cn.gulou.hub.compliance;

import static cn.gulou.hub.compliance.Sample.SEGMENTS;
import static cn.gulou.hub.compliance.Verdict.Outcome.ALLOWED;
import static cn.gulou.hub.compliance.Verdict.Outcome.HELD;
import static cn.gulou.hub.compliance.Verdict.Outcome.NEEDS_PERSON;
import static cn.gulou.hub.compliance.Verdict.Outcome.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out and until when: text, signature, agreed wording, length, drill mark, expiry, ports that sign alike. */
class ContentPoliciesTest {
    @Test
    void nothingToSayIsRefused() {
        assertThat(new TextPolicy().judge(Sample.text("")).outcome()).isEqualTo(REFUSED);
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
    void withoutAPortOrWithPortsThatSignDifferentlyNothingGoes() {
        assertThat(new PortPolicy().judge(Sample.withSigners()).reasons())
                .extracting(Violation::code)
                .containsExactly("no-port");
        assertThat(new PortPolicy().judge(Sample.withSigners("hub", "carrier")).outcome())
                .isEqualTo(REFUSED);
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
    void aDrillSaysThatItIsOne_whereTheSettingsAskForIt() {
        Proposal unmarked = Sample.of(OrdinaryAlert.changed(a -> a.put("status", "TEST")), Kind.DRILL);
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
}
