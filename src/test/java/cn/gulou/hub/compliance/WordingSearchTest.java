package cn.gulou.hub.compliance;

import static cn.gulou.hub.compliance.PermittedWording.Place.AFTER;
import static cn.gulou.hub.compliance.PermittedWording.Place.AROUND;
import static cn.gulou.hub.compliance.PermittedWording.Place.BEFORE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class WordingSearchTest {
    private static final List<String> TRICKS = List.of(
            "赌博",
            "賭博",
            "赌 博",
            "赌　博",
            "赌\u200b博",
            "赌\u200d\ufeff博",
            "赌\u00ad博",
            "赌.博",
            "赌*博",
            "赌🎲博",
            "赌\u0336博\u0336",
            "【赌】【博】");

    private final WordingSearch search = new WordingSearch(
            List.of(
                    term("赌博", true),
                    term("出售枪支", false),
                    term("六合彩", false),
                    term("加VX", false),
                    term("av", false),
                    term("下注", false)),
            List.of(
                    new PermittedWording("禁止", BEFORE, 4),
                    new PermittedWording("禁", BEFORE, 0),
                    new PermittedWording("是违法", AFTER, 4),
                    new PermittedWording("如下注意", AROUND, 0)));

    @Example
    void findsATermThroughEveryTrick() {
        assertThat(TRICKS)
                .allSatisfy(trick -> assertThat(found("今晚" + trick + "开业")).containsExactly("赌博"));
    }

    @Example
    void pointsAtTheOriginalText() {
        String text = "今晚🎲赌\u200b 博开业";
        Hit hit = search.search(text).get(0);
        assertThat(text.substring(hit.start(), hit.end())).isEqualTo("赌\u200b 博");
        assertThat(hit.where()).isEqualTo("text[4,8)");
    }

    @Example
    void readsNumeralsWidthCaseAndLettersThatLookAlike() {
        assertThat(found("陆合彩")).containsExactly("六合彩");
        assertThat(found("⑥合彩")).containsExactly("六合彩");
        assertThat(found("加ｖＸ领取")).containsExactly("加VX");
        assertThat(found("加ⓥ\u0445领取")).containsExactly("加VX");
    }

    @Example
    void marksThatPartWordsPartTerms_unlessTheyStandInEveryGap() {
        assertThat(found("聚众赌，博物馆关闭")).isEmpty();
        assertThat(found("严防聚赌、博览会照常")).isEmpty();
        assertThat(found("六，合，彩")).containsExactly("六合彩");
        assertThat(found("六，合彩")).isEmpty();
    }

    @Example
    void lettersOfNoChineseAreWholeWords() {
        assertThat(found("we have an average")).isEmpty();
        assertThat(found("see AV now")).containsExactly("av");
        assertThat(found("看av片")).containsExactly("av");
    }

    @Example
    void wordingAboutATermMakesItLegal_inReachAndInTheClauseOnly() {
        assertThat(found("禁止赌博")).isEmpty();
        assertThat(found("禁止一切赌博")).isEmpty();
        assertThat(found("禁止在公园里面赌博")).containsExactly("赌博");
        assertThat(found("禁止停车，赌博开业")).containsExactly("赌博");
        assertThat(found("赌博，是违法行为")).isEmpty();
        assertThat(found("赌博开业。是违法行为")).containsExactly("赌博");
        assertThat(found("请如下注意防滑")).isEmpty();
        assertThat(found("在线下注")).containsExactly("下注");
    }

    @Example
    void oneLegalMentionExcusesNoOther_andSomeTermsAreNeverExcused() {
        assertThat(found("禁止赌博。赌博开业")).containsExactly("赌博");
        assertThat(found("禁止出售枪支")).containsExactly("出售枪支");
    }

    @Property
    void findsATermWhereverItStands(
            @ForAll @StringLength(max = 40) String before,
            @ForAll @IntRange(max = 11) int trick,
            @ForAll @StringLength(max = 40) String after) {
        String text = before + "。" + TRICKS.get(trick) + "。" + after;
        assertThat(search.search(text)).anySatisfy(hit -> {
            assertThat(hit.start()).isGreaterThan(before.length());
            assertThat(hit.end()).isLessThanOrEqualTo(text.length() - after.length() - 1);
        });
    }

    @Property
    void placesAreWithinTheText_whateverItIs(@ForAll String text) {
        assertThat(search.search(text)).allSatisfy(hit -> assertThat(text.substring(hit.start(), hit.end()))
                .isNotEmpty());
    }

    private List<String> found(String text) {
        return search.search(text).stream().map(hit -> hit.term().term()).toList();
    }

    private static ProhibitedTerm term(String term, boolean unlessWarnedOf) {
        return new ProhibitedTerm(term, "nine-7", "九不准之七", "nine, 7", unlessWarnedOf);
    }
}
