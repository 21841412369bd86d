package cn.gulou.hub.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class SumsTest {
    private static final String REPORT =
            """
            {"recipients": 10, "segments": 20, "submitted": 18, "delivered": 15, "failed": 5, "suppressed": 0,
             "notSent": 0, "uncertain": 0, "open": 0}""";
    private static final String COUNTS =
            """
            {"accepted": 18, "doubled": 0, "swallowed": 0, "rejected": {"0x0B": 2},
             "outcomes": {"DELIVRD": 15, "UNDELIV": 3}}""";

    @Test
    void addsUpWhenHubAndSimulatorCountedTheSame() {
        assertThat(sums(REPORT, COUNTS, 10).wrong()).isEmpty();
    }

    @Test
    void saysWhatDoesNotAddUp() {
        assertThat(sums(REPORT, COUNTS, 11).wrong())
                .hasSize(2)
                .first()
                .asString()
                .contains("recipients", "11");
        assertThat(sums(REPORT.replace("15", "16"), COUNTS, 10).wrong()).hasSize(2);
        assertThat(sums(REPORT.replace("\"open\": 0", "\"open\": 1"), COUNTS, 10)
                        .wrong())
                .isNotEmpty();
        assertThat(sums(REPORT, COUNTS.replace("\"doubled\": 0", "\"doubled\": 1"), 10)
                        .wrong())
                .singleElement()
                .asString()
                .contains("copies");
    }

    @Test
    void nothingAddsUpWhenCountsAreMissing() {
        assertThat(sums("{}", "{}", 10).wrong()).hasSizeGreaterThan(5);
    }

    private static Sums sums(String report, String counts, long subscribers) {
        return new Sums(json(report), json(counts), subscribers, 2);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
