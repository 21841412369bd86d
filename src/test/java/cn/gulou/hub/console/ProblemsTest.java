package cn.gulou.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.Refusal;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;

class ProblemsTest {
    private final Problems problems = new Problems(new Outages());

    @Test
    void findsTheRefusalInsideWhatCamelWrapped() {
        Problem problem = problems.of(
                "x", new RuntimeException(new Refusal(409, "hash-stale", "内容已变", "the content has changed")));

        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.title()).isEqualTo("Conflict");
        assertThat(problem.violations()).singleElement().satisfies(violation -> assertThat(violation.code())
                .isEqualTo("hash-stale"));
    }

    @Test
    void namesAParkedMessagesFaultByCodeOnly() {
        assertThat(problems.code(new RuntimeException(new IllegalStateException("8613800000000"))))
                .isEqualTo("IllegalStateException");
        assertThat(problems.code(new Refusal(422, "text-missing", "没有正文", "there is no text")))
                .isEqualTo("422 [text-missing]");
    }

    @Test
    void logsWhereItHappenedButNoneOfTheTexts() {
        StringWriter log = new StringWriter();
        Scrubbed.of(new RuntimeException("8613800000000", new DataAccessResourceFailureException("13800000000")))
                .printStackTrace(new PrintWriter(log));

        assertThat(log.toString())
                .contains("RuntimeException", "DataAccessResourceFailureException", "ProblemsTest.java")
                .doesNotContain("13800000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CamelHttpResponseCode", "camelhttpuri", "cAmElFileName", "state", "account", "Authorization"})
    void letsNoForeignHeaderIn(String name) {
        HeaderFilterStrategy headers = new AllowedHeaders();

        assertThat(headers.applyFilterToExternalHeaders(name, "x", null)).isTrue();
        assertThat(headers.applyFilterToCamelHeaders(name, "x", null)).isTrue();
        assertThat(headers.applyFilterToExternalHeaders("content-TYPE", "x", null))
                .isFalse();
    }
}
