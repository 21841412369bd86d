package cn.gulou.hub.report;

import java.util.List;

/** A statement as lines of section, item and value (RFC 4180), as the reports of broadcasts are. */
final class SettlementCsv {
    private final StringBuilder text = new StringBuilder("\uFEFF");

    private SettlementCsv() {}

    static String of(Settlement settlement) {
        SettlementCsv csv = new SettlementCsv();
        csv.line("部分 section", "项目 item", "值 value");
        csv.line("区间 period", "自 from", settlement.from());
        csv.line("区间 period", "至 to", settlement.to());
        csv.year(settlement.year());
        csv.sum("区间合计 in the period", settlement.inPeriod());
        csv.sums("月 month", settlement.byMonth());
        csv.sums("端口 port", settlement.byPort());
        csv.sum("12379", settlement.notice12379());
        csv.sum("其他号码 other short codes", settlement.others());
        return csv.text.toString();
    }

    private void year(Settlement.Year year) {
        String section = "合同年度 contract year";
        line(section, "自 from", year.from());
        line(section, "至 until", year.until());
        line(section, "总额 元 total yuan", year.total());
        for (int i = 0; i < year.payments().size(); i++) {
            Settlement.Payment payment = year.payments().get(i);
            line(section, "第" + (i + 1) + "次付款 " + payment.percent() + "% payment", payment.amount());
        }
        year.supplements().forEach(one -> line("补充协议 supplement", one.kind() + " " + one.reference(), one.amount()));
        line(section, "尚可补充 元 supplements left yuan", year.supplementsLeft());
        counted("全网条 whole-network segments", year.wholeNetwork());
        counted("来访用户条 segments to visitors", year.visitors());
        budget(year.targeted());
    }

    private void counted(String section, Settlement.Counted counted) {
        line(section, "额度 allowed", counted.allowed());
        line(section, "已用 used", counted.used());
        line(section, "剩余 left", counted.left());
    }

    private void budget(Settlement.Budget budget) {
        String section = "翼点触达预算 元 targeted budget yuan";
        line(section, "上限 ceiling", budget.ceiling());
        line(section, "已用 spent", budget.spent());
        line(section, "预留 reserved", budget.reserved());
        line(section, "剩余 left", budget.left());
        line(section, "每条 price", budget.price());
        line(section, "计费时点 charged on", budget.chargeOn());
    }

    private void sums(String what, List<Settlement.Sum> sums) {
        sums.forEach(sum -> sum(what + " " + sum.item(), sum));
    }

    private void sum(String section, Settlement.Sum sum) {
        line(section, "全网条 whole-network segments", sum.wholeNetwork());
        line(section, "其中来访用户 to visitors", sum.visitors());
        line(section, "翼点触达条 targeted segments", sum.targeted());
        line(section, "翼点触达 元 targeted yuan", sum.amount());
        line(section, "预留条 reserved segments", sum.reserved());
        line(section, "存疑条 doubtful segments", sum.doubtful());
        line(section, "演练条 drill segments", sum.drills());
    }

    private void line(String section, String item, Object value) {
        text.append(ReportCsv.cell(section))
                .append(',')
                .append(ReportCsv.cell(item))
                .append(',')
                .append(ReportCsv.cell(value.toString()))
                .append("\r\n");
    }
}
