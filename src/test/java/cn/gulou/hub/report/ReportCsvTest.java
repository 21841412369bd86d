package cn.gulou.hub.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportCsvTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain|plain",
                "a,b|\"a,b\"",
                "say \"yes\"|\"say \"\"yes\"\"\"",
                "=1+1|'=1+1",
                "+86|'+86",
                "-1|'-1",
                "@sum|'@sum",
                "=a,b|\"'=a,b\"",
                "5000|5000"
            })
    void quotesWhatMustBeAndNeverStartsAFormula(String value, String cell) {
        assertThat(ReportCsv.cell(value)).isEqualTo(cell);
    }

    @Test
    void keepsLineBreaksInsideQuotes() {
        assertThat(ReportCsv.cell("a\nb")).isEqualTo("\"a\nb\"");
    }
}
