package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.WordingDesk.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agreed wordings for targeted broadcasts, over HTTP (C-07). */
class TemplateIT extends HubIT {
    private static final String FITS =
            "市气象台11月23日15时30分发布大风黄色预警信号：预计23日傍晚至24日上午，我市大部分地区有5级左右偏北风，阵风8级左右，山区阵风可达9级，请注意防范。";
    private static final String FIFTH = "市水务局提示：今日京城水系水位较高，请勿靠近。";
    private static final String WORDING = "[发布单位]提示：[时间]京城水系水位较高，请[公众注意事项]。";

    private WordingDesk desk;

    @BeforeEach
    void openDesk() {
        desk = new WordingDesk(port);
    }

    @AfterEach
    void theFourAgreedOnesOnly() {
        assertThat(jdbc.sql("SELECT invariant || detail FROM v_invariants_wording")
                        .query(String.class)
                        .list())
                .isEmpty();
        jdbc.sql("DELETE FROM template WHERE proposed_by <> 'party-a'").update();
        jdbc.sql("UPDATE template SET retired_at = NULL, retired_by = NULL").update();
    }

    @Test
    void theFourAgreedOnesAreThereAndEachLetsItsTextGo() {
        JsonNode book = desk.get("upstream", "/templates", 200).json();
        assertThat(book.at("/templates").findValuesAsText("inForce")).contains("true");
        assertThat(book.at("/templates"))
                .extracting(template -> template.at("/templateId").asText())
                .containsExactly("advisory", "holiday-traffic", "warning-signal", "warning-signal-advice");
        fits("warning-signal@1", FITS);
        fits("warning-signal@1", "市气象台15时发布大风黄色预警信号：预计房山区、门头沟区有6级阵风，请注意防范。");
        fits("warning-signal@1", "市气象台15时发布暴雨、雷电黄色预警信号：预计未来6小时有雷阵雨，请注意防范。");
        fits("warning-signal-advice@1", FITS.replace("，请注意防范。", "，请远离广告牌、临时搭建物和大树，注意防范。"));
        fits("advisory@1", "市应急管理局提示：预计未来24小时全市最低气温下降10℃以上。请广大市民注意防寒保暖，谨防一氧化碳中毒。");
        fits("holiday-traffic@1", "北京市交通委员会提示您：国庆假期，火车站、机场地区客流量大，周边道路易拥堵，建议您优先选择地铁、公交等公共交通方式，合理安排出行计划。");
    }

    @Test
    void aTextThatFitsNoneIsRefused_andTheSenderIsToldTheCharacter() {
        String broadcast = desk.targeted(FITS.replace("防范", "防犯").replace("黄色", "紫色"));
        desk.awaitState(broadcast, "refused");
        JsonNode reason =
                desk.get("upstream", "/broadcasts/" + broadcast, 200).json().at("/reasons/0");
        assertThat(reason.at("/code").asText()).isEqualTo("template-mismatch");
        assertThat(reason.at("/where").asText()).isEqualTo("text[" + FITS.indexOf("黄色") + "]");
        assertThat(reason.at("/zh").asText()).contains("应为[发布级别]（蓝色、黄色、橙色、红色），实为“紫”");
        String alertId = desk.get("upstream", "/broadcasts/" + broadcast, 200)
                .json()
                .at("/alertId")
                .asText();
        assertThat(desk.get("upstream", "/alerts/" + alertId, 200).response().body())
                .contains("refused", "template-mismatch");
    }

    @Test
    void aFifthIsAddedOnTwoPeoplesWord_andRetired() {
        refused(FIFTH);
        String wanted = json("wording=" + WORDING, "agreement=附件五");
        JsonNode proposed =
                desk.put("drafter", "/templates/river-level", wanted, 202).json();
        refused(FIFTH);
        String decision = "/proposals/" + proposed.at("/proposalId").asText() + "/decision";
        assertThat(desk.post("approver", decision, json("decision=confirm"), 200)
                        .json()
                        .at("/result/version")
                        .asInt())
                .isEqualTo(1);
        fits("river-level@1", FIFTH);
        assertThat(desk.get("auditor", "/templates/river-level", 200)
                        .json()
                        .at("/versions/0/confirmedBy")
                        .asText())
                .isEqualTo("approver");

        desk.delete("approver", "/templates/river-level", 200);
        refused(FIFTH);
        desk.delete("approver", "/templates/river-level", 404);
    }

    @Test
    void aVersionCountsWhileItIsValid() {
        Instant from = Instant.now().plusSeconds(3600);
        agree(json("wording=" + WORDING, "agreement=附件五", "validFrom=" + from, "validUntil=" + from.plusSeconds(60)));
        refused(FIFTH);
        time.set(from.plusSeconds(5));
        fits("river-level@1", FIFTH);
        time.set(from.plusSeconds(61));
        refused(FIFTH);
    }

    @Test
    void whoProposesDoesNotConfirm_andNotEveryRoleMay() {
        String wanted = json("wording=" + WORDING, "agreement=附件五");
        String id = desk.put("approver", "/templates/river-level", wanted, 202)
                .json()
                .at("/proposalId")
                .asText();
        desk.post("approver", "/proposals/" + id + "/decision", json("decision=confirm"), 409);
        desk.put("operator", "/templates/river-level", wanted, 403);
        desk.delete("drafter", "/templates/advisory", 403);
        desk.get("operator", "/templates/river-level", 404);
    }

    @Test
    void whatCannotBeReadIsRefusedWithThePlace() {
        desk.put("drafter", "/templates/bad", json("wording=预计[天气]，请", "agreement=A"), 422);
        desk.put("drafter", "/templates/bad", json("wording=[公众注意事项]", "agreement=A"), 422);
        desk.put("drafter", "/templates/bad", json("wording=请[公众注意事项]。"), 400);
        desk.put("drafter", "/templates/Bad_Name", json("wording=请[公众注意事项]。", "agreement=A"), 400);
        desk.put("drafter", "/templates/bad", "{\"wording\":", 400);
        Instant now = Instant.now();
        desk.put(
                "drafter",
                "/templates/bad",
                json("wording=请[公众注意事项]。", "agreement=A", "validFrom=" + now, "validUntil=" + now),
                422);
    }

    private void agree(String wanted) {
        String id = desk.put("drafter", "/templates/river-level", wanted, 202)
                .json()
                .at("/proposalId")
                .asText();
        desk.post("approver", "/proposals/" + id + "/decision", json("decision=confirm"), 200);
    }

    private void fits(String template, String text) {
        String broadcast = desk.targeted(text);
        desk.awaitState(broadcast, "approved", "expanding", "sending", "sent", "completed");
        assertThat(jdbc.sql("SELECT template FROM broadcast WHERE broadcast_id = " + broadcast)
                        .query(String.class)
                        .single())
                .isEqualTo(template);
    }

    private void refused(String text) {
        desk.awaitState(desk.targeted(text), "refused");
    }
}
