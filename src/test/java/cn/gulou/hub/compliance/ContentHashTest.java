package cn.gulou.hub.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.Kind;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ContentHashTest {
    private final String hash = ContentHash.of(Kind.WHOLE_NETWORK, Sample.EVERYONE, Sample.CONTENT);

    @Test
    void isSha256InHexAndTheSameWhateverTheOffsetOfATime() {
        Content beijing = Sample.content(
                Sample.CONTENT.text(), Sample.CONTENT.expiresAt().withOffsetSameInstant(ZoneOffset.ofHours(8)), null);
        assertThat(hash).matches("[0-9a-f]{64}");
        assertThat(ContentHash.of(Kind.WHOLE_NETWORK, Sample.EVERYONE, beijing)).isEqualTo(hash);
    }

    @Test
    void bindsWindowDeadlineAndWhetherOptOutsHold() {
        Content content = Sample.CONTENT;
        ComplianceSettings.Window longer = new ComplianceSettings.Window(LocalTime.of(8, 30), LocalTime.of(20, 0));
        assertThat(hash)
                .isNotEqualTo(hash(content, null, longer, false))
                .isNotEqualTo(hash(content, content.expiresAt(), content.window(), false))
                .isNotEqualTo(hash(content, null, content.window(), true));
        assertThat(hash(content, null, content.window(), false)).isEqualTo(hash);
    }

    private static String hash(
            Content content, OffsetDateTime finishBy, ComplianceSettings.Window window, boolean override) {
        Content other = new Content(
                content.text(),
                content.signature(),
                content.signatureBy(),
                content.billableSegments(),
                content.wireSegments(),
                content.sourceAddress(),
                content.sendAfter(),
                finishBy,
                content.expiresAt(),
                window,
                content.uncertainPolicy(),
                override);
        return ContentHash.of(Kind.WHOLE_NETWORK, Sample.EVERYONE, other);
    }

    @Test
    void bindsTextKindAudienceExpiryAndPolicy() {
        Content content = Sample.CONTENT;
        assertThat(hash)
                .isNotEqualTo(ContentHash.of(Kind.TARGETED, Sample.EVERYONE, content))
                .isNotEqualTo(ContentHash.of(Kind.WHOLE_NETWORK, Sample.NOBODY, content))
                .isNotEqualTo(ContentHash.of(Kind.WHOLE_NETWORK, Sample.EVERYONE.toldOnly(), content))
                .isNotEqualTo(ContentHash.of(Kind.WHOLE_NETWORK, Sample.EVERYONE, content.with(UncertainPolicy.HOLD)))
                .isNotEqualTo(ContentHash.of(
                        Kind.WHOLE_NETWORK, Sample.EVERYONE, Sample.content("别的", content.expiresAt(), null)))
                .isNotEqualTo(ContentHash.of(
                        Kind.WHOLE_NETWORK, Sample.EVERYONE, Sample.content(content.text(), Sample.NOW, null)));
    }
}
