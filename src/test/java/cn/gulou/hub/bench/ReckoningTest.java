package cn.gulou.hub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReckoningTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COUNTS =
            """
            {"receiptsWaiting": 0, "receiptsUnanswered": 0, "total": {"submits": 10, "accepted": 10, "doubled": 0,
             "throttled": 0, "outcomes": {"DELIVRD": 9, "UNDELIV": 1}, "receiptsAnsweredOk": 10, "meanPerSecond": 5.0,
             "mostInAnySecond": 6}}""";
    private static final String REPORT =
            """
            {"segments": 10, "submitted": 10, "delivered": 9, "uncertain": 0, "open": 0}""";

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text);
    }

    @Test
    void findsNothingWrong_whenBothCountedTheSame() throws Exception {
        assertThat(Reckoning.of(json(REPORT), json(COUNTS), 10, List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"segments", "submitted", "delivered", "uncertain", "open"})
    void findsWhatTheHubCountsOtherwise(String name) throws Exception {
        String report = REPORT.replaceFirst("\"" + name + "\": \\d+", "\"" + name + "\": 8");
        assertThat(Reckoning.of(json(report), json(COUNTS), 10, List.of())).hasSize(1);
    }

    @Test
    void findsACopyAtTheSimulator_aBrokenInvariant_andALackOfReceipts() throws Exception {
        String counts = COUNTS.replace("\"doubled\": 0", "\"doubled\": 1")
                .replace("\"receiptsAnsweredOk\": 10", "\"receiptsAnsweredOk\": 9");
        assertThat(Reckoning.of(json(REPORT), json(counts), 10, List.of("I1 broken")))
                .containsExactly(
                        "doubled at the simulator: 1, not 0", "receipts answered OK: 9, not 10", "invariant I1 broken");
    }

    @Test
    void countsOnlyWhatWasAccepted_asSpeed() throws Exception {
        String counts = COUNTS.replace("\"submits\": 10", "\"submits\": 19");
        Map<String, Object> figures = Rates.of(json(counts), 2, 4);
        assertThat(figures)
                .containsEntry("segmentsPerSecond", 2.5)
                .containsEntry("recipientsPerSecond", 1.25)
                .containsEntry("meanOfRate", 0.625)
                .containsEntry("mostOfRate", 1.5);
    }
}
