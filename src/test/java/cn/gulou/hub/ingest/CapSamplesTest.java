package cn.gulou.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every file of cap-samples ends as its INDEX.csv says. */
class CapSamplesTest {

    @TestFactory
    Stream<DynamicTest> endsAsTheIndexSays() {
        return new String(Readings.sample("INDEX.csv"), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                .map(row -> DynamicTest.dynamicTest(row[1] + ": " + row[7], () -> check(row)));
    }

    private static void check(String[] row) {
        byte[] body = Readings.sample(row[0] + "/" + row[1]);
        String expected = row[7];
        if (expected.startsWith("reject")) {
            Refusal refusal = Readings.refusal(body, "application/cap+xml");
            assertThat(refusal.statusCode()).isIn(400, 422);
            assertThat(refusal.violations()).allSatisfy(violation -> {
                assertThat(violation.zh()).isNotBlank();
                assertThat(violation.en()).isNotBlank();
            });
            assertThat(Readings.codes(refusal)).contains(reason(row[1]));
            return;
        }
        Reading reading = Readings.read(body, "application/cap+xml");
        assertThat(reading.quarantined()).isEqualTo(expected.startsWith("quarantine"));
        assertThat(reading.alert().status().name()).isEqualToIgnoringCase(row[5]);
        assertThat(reading.alert().messageType().name()).isEqualToIgnoringCase(row[6]);
        if (expected.startsWith("accept+warn")) {
            assertThat(reading.alert().defects()).isNotEmpty();
        } else if (expected.startsWith("accept")) {
            assertThat(reading.alert().defects()).isEmpty();
        }
        assertThat(reading.alert().isHeaderOnly()).isEqualTo(expected.contains("header only"));
    }

    private static String reason(String file) {
        return Arrays.stream(new String[][] {
                    {"goog-canada_errors.cap", "references-missing"},
                    {"goog-invalid.cap", "element-missing"},
                    {"goog-noaa_errors.cap", "coordinate-malformed"},
                    {"goog-xee.cap", "doctype"},
                    {"goog-bushfire_valid.edxlde", "root-unknown"},
                    {"kde-gdacs-cap_1023542.xml", "coordinate-malformed"},
                    {"kde-gdacs-cap_1470644.xml", "coordinate-out-of-range"},
                })
                .filter(pair -> pair[0].equals(file))
                .map(pair -> pair[1])
                .findFirst()
                .orElse("element-unexpected");
    }
}
