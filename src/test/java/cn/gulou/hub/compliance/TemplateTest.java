package cn.gulou.hub.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.compliance.TemplateField.Form;
import cn.gulou.hub.compliance.TemplateProgram.Mismatch;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.assertj.core.api.Assertions;

class TemplateTest {
    private static final OffsetDateTime JUNE = OffsetDateTime.parse("2026-06-18T00:00:00+08:00");
    private static final Map<String, TemplateField> FIELDS = Map.of(
            "单位", new TemplateField("单位", Form.ENDING_WITH, List.of("台", "局"), ""),
            "时间", new TemplateField("时间", Form.ONE_OF, List.of("#日#时", "#时"), ""),
            "类别", new TemplateField("类别", Form.ONE_OF, List.of("大风", "大雾"), "、"),
            "级别", new TemplateField("级别", Form.ONE_OF, List.of("蓝色", "红色"), ""),
            "区域", new TemplateField("区域", Form.CONTAINING, List.of("市", "区"), "，0123456789"),
            "现象", new TemplateField("现象", Form.CONTAINING, List.of("风", "雨"), "，0123456789"),
            "事项", new TemplateField("事项", Form.TEXT, List.of(), "，"));
    private static final String WARNING = "[单位+时间]发布[类别+级别]预警信号：预计[区域+现象 / 现象]，请注意防范。";

    @Example
    void aTextThatFillsEveryBlankFits() {
        assertThat(miss(WARNING, "市气象台23日15时发布大风蓝色预警信号：预计我市有5级风，阵风8级，请注意防范。")).isNull();
        assertThat(miss(WARNING, "市气象台15时发布大风、大雾红色预警信号：预计有雨，请注意防范。")).isNull();
        assertThat(miss("请[事项]。", "请远离广告牌，注意防范。")).isNull();
    }

    @Example
    void aMismatchPointsAtTheCharacterAndSaysWhatWasExpected() {
        Mismatch typo = miss(WARNING, "市气象台15时发布大风蓝色预警信号：预计有雨，请注意防犯。");
        assertThat(typo.position()).isEqualTo("市气象台15时发布大风蓝色预警信号：预计有雨，请注意防".length());
        assertThat(typo.expected()).isEqualTo("“范。”");

        Mismatch noTime = miss(WARNING, "市气象台发布大风蓝色预警信号：预计有雨，请注意防范。");
        assertThat(noTime.position()).isEqualTo(4);
        assertThat(noTime.expected()).startsWith("[时间]");

        Mismatch level = miss(WARNING, "市气象台15时发布大风紫色预警信号：预计有雨，请注意防范。");
        assertThat(level.position()).isEqualTo("市气象台15时发布大风".length());
        assertThat(level.expected()).contains("[级别]（蓝色、红色）");
    }

    @Example
    void aTextThatEndsTooSoonOrGoesOnDoesNotFit() {
        Mismatch shortText = miss("预计[现象]，请注意。", "预计有风，请注意");
        assertThat(shortText.position()).isEqualTo("预计有风，请注意".length());
        assertThat(shortText.expected()).isEqualTo("“。”");
        Mismatch more = miss("预计[现象]，请注意。", "预计有风，请注意。再见");
        assertThat(more.position()).isEqualTo("预计有风，请注意。".length());
        assertThat(more.expected()).contains("the end");
        assertThat(miss("请[事项]。", "请。").position()).isEqualTo(1);
    }

    @Example
    void aBlankTakesNoSentenceMarkNorBracketNorLink() {
        for (String smuggled : List.of("风。加微信", "风【某公司】", "风http://a", "风\n", "风\u200b", "风🎉")) {
            assertThat(miss("预计[现象]，请注意。", "预计" + smuggled + "，请注意。"))
                    .as(smuggled)
                    .isNotNull();
        }
    }

    @Example
    void aNumberHasOneToFourDigits() {
        assertThat(miss("于[时间]。", "于2026时。")).isNull();
        assertThat(miss("于[时间]。", "于20261时。")).isNotNull();
        assertThat(miss("于[时间]。", "于时。")).isNotNull();
    }

    @Example
    void whatCannotBeReadIsRefusedWithThePlace() {
        refused("预计[天气]，请", "第4字处：没有这样的填空");
        refused("预计[现象，请", "第3字处：括号未闭合");
        refused("预计[现象[区域]]", "第3字处：括号未闭合");
        refused("预计现象]，请", "第5字处：多出右括号");
        refused("预计[]，请", "没有这样的填空");
        refused("预计[现象+]，请", "没有这样的填空");
    }

    @Example
    void theNewestVersionThatHasBegunCounts_andWhenItIsOverNone() {
        AgreedWordings agreed = new AgreedWordings(List.of(
                version(1, JUNE, null),
                version(2, JUNE.plusDays(10), JUNE.plusDays(20)),
                version(3, JUNE.plusDays(30), null)));
        assertThat(agreed.inForce(JUNE.minusNanos(1000))).isEmpty();
        assertThat(agreed.inForce(JUNE)).extracting(Template::version).containsExactly(1);
        assertThat(agreed.inForce(JUNE.plusDays(10)))
                .extracting(Template::version)
                .containsExactly(2);
        assertThat(agreed.inForce(JUNE.plusDays(20))).isEmpty();
        assertThat(agreed.inForce(JUNE.plusDays(30)))
                .extracting(Template::version)
                .containsExactly(3);
    }

    @Property(tries = 200)
    void aTextEitherFitsOrIsToldWhereNot(
            @ForAll @CharRange(from = '一', to = '丠') @StringLength(max = 60) String words) {
        Mismatch miss = miss(WARNING, "市气象台15时发布大风" + words);
        assertThat(miss.position()).isBetween(0, "市气象台15时发布大风".length() + words.length());
        assertThat(miss.expected()).isNotEmpty();
    }

    /** What drives a backtracking matcher mad: a text that every blank could take in every way, and that fails at its end. */
    @Example
    void takesLinearTime_whateverTheText() {
        String template = "预计" + "[现象+区域 / 区域+现象 / 现象]".repeat(6) + "，请注意防范。";
        Template compiled = Template.of("t", 1, JUNE, null, template, FIELDS);
        String evil = "预计" + "市风".repeat(20_000) + "，请注意防犯。";
        Assertions.assertThatNoException()
                .isThrownBy(() -> org.junit.jupiter.api.Assertions.assertTimeout(
                        Duration.ofSeconds(20),
                        () -> assertThat(compiled.mismatch(evil)).isPresent()));
    }

    private static Mismatch miss(String template, String text) {
        return Template.of("t", 1, JUNE, null, template, FIELDS).mismatch(text).orElse(null);
    }

    private static Template version(int version, OffsetDateTime from, OffsetDateTime until) {
        return Template.of("t", version, from, until, "请[事项]。", FIELDS);
    }

    private static void refused(String template, String zh) {
        assertThatThrownBy(() -> TemplateNotation.read(template, FIELDS))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.statusCode()).isEqualTo(422);
                    assertThat(refusal.violations().get(0).zh()).contains(zh);
                });
    }
}
