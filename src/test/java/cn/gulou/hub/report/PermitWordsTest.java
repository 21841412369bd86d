package cn.gulou.hub.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PermitWordsTest {
    private static final Instant EVENING = Instant.parse("2026-11-23T12:00:00Z"); // 20:00 in Beijing
    private static final Instant NEXT_MORNING = Instant.parse("2026-11-24T00:30:00Z"); // 08:30 in Beijing

    @Test
    void waitsForTheNextMorning_whenOutsideTheWindow() {
        assertThat(PermitWords.until(held("outside-window", null, null), EVENING))
                .isEqualTo(NEXT_MORNING);
    }

    @Test
    void waitsForTheSameMorning_whenItIsBeforeTheWindow() {
        Instant night = Instant.parse("2026-11-23T20:00:00Z"); // 04:00 in Beijing
        assertThat(PermitWords.until(held("outside-window", null, null), night)).isEqualTo(NEXT_MORNING);
    }

    @Test
    void waitsForAGrantThatComesSooner() {
        Instant grant = EVENING.plusSeconds(3600);
        assertThat(PermitWords.until(held("outside-window", null, grant), EVENING))
                .isEqualTo(grant);
    }

    @Test
    void waitsForSendAfterAndThenForTheWindow() {
        Instant noon = Instant.parse("2026-11-24T04:00:00Z");
        assertThat(PermitWords.until(held("before-send-after", noon, null), EVENING))
                .isEqualTo(noon);
        Instant night = Instant.parse("2026-11-24T16:00:00Z");
        assertThat(PermitWords.until(held("before-send-after", night, null), EVENING))
                .isEqualTo(Instant.parse("2026-11-25T00:30:00Z"));
    }

    @Test
    void knowsNoEndOfAPause() {
        assertThat(PermitWords.until(held("paused", null, null), EVENING)).isNull();
        assertThat(PermitWords.of("paused").zh()).isNotBlank();
        assertThat(PermitWords.of(null)).isNull();
        assertThat(PermitWords.of("something-new").code()).isEqualTo("something-new");
    }

    private static Row held(String refusal, Instant notBefore, Instant nextGrant) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("permit_refusal", refusal);
        columns.put("window_opens", "08:30:00");
        columns.put("window_closes", "17:30:00");
        columns.put("not_before", notBefore == null ? null : Timestamp.from(notBefore));
        columns.put("next_grant", nextGrant == null ? null : Timestamp.from(nextGrant));
        return new Row(columns);
    }
}
