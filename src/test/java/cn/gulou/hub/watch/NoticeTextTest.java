package cn.gulou.hub.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.WireText;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoticeTextTest {
    private static Notices.Untold alarm(String words, String subject, boolean overdue) {
        return new Notices.Untold(101, words, subject, overdue);
    }

    @Test
    void namesTheAlarmAndWhatItIsAbout() {
        assertThat(NoticeText.of(List.of(alarm("端口故障", "port:a", false)))).isEqualTo("值守告警1项：端口故障（port:a）。请登录处置。");
    }

    @Test
    void saysWhichClockRanOut() {
        assertThat(NoticeText.of(List.of(alarm("内容违规", "broadcast:5001", true))))
                .contains("已超时：内容违规（broadcast:5001）");
    }

    @Test
    void staysTwoSegments_howeverManyThereAre() {
        List<Notices.Untold> storm = IntStream.range(0, 500)
                .mapToObj(n -> alarm("运营商连续拒绝，已自动暂停", "broadcast:" + (1_000_000_000L + n), false))
                .toList();

        String text = NoticeText.of(storm);

        assertThat(text).startsWith("值守告警500项：").endsWith("。请登录处置。");
        assertThat(WireText.segments("【北京市应急管理事务中心】" + text)).hasSizeLessThanOrEqualTo(2);
    }
}
