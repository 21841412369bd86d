package cn.gulou.hub.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdNumbersTest {

    @ParameterizedTest
    @ValueSource(strings = {"990000190001010016", " 990000 19000101 0024 ", "990000190001010059"})
    void takesANumberWhoseLastCharacterChecksTheOthers(String written) {
        assertThat(IdNumbers.normalise(written)).hasValue(written.replace(" ", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"990000190001010017", "99000019000101001", "9900001900010100160", "990000180001010016", "", "abc"
            })
    void takesNothingElse(String written) {
        assertThat(IdNumbers.normalise(written)).isEmpty();
    }

    @Test
    void takesASmallXAsACapitalOne() {
        assertThat(IdNumbers.normalise("99000019000101018x")).hasValue("99000019000101018X");
    }

    @Test
    void isMaskedButForItsEnds() {
        assertThat(Masking.maskIdNumber("990000190001010016")).isEqualTo("990***********0016");
        assertThat(Masking.maskName("测试甲")).isEqualTo("测*");
    }
}
