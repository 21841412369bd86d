package cn.gulou.hub.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.gulou.hub.alert.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersTest {
    private final Answers answers = new Answers();

    @TempDir
    private Path folder;

    @Test
    void whatStandsInNoTableIsTemporary() {
        assertThat(answers.of("").of(0x4A1)).isEqualTo(AnswerClass.TEMPORARY);
        assertThat(answers.of("").of(0x58)).isEqualTo(AnswerClass.THROTTLE);
    }

    @Test
    void aCarriersOwnTableStandsOverTheCommonOne() throws IOException {
        String table = file("code,class,reason\n0x4A1,permanent-number,number not in service\n0x0B,temporary,busy\n");
        assertThat(answers.of(table).of(0x4A1)).isEqualTo(AnswerClass.PERMANENT_NUMBER);
        assertThat(answers.of(table).of(0x0B)).isEqualTo(AnswerClass.TEMPORARY);
        assertThat(answers.of(table).of(0x58)).isEqualTo(AnswerClass.THROTTLE);
        assertThat(answers.of("").of(0x0B)).isEqualTo(AnswerClass.PERMANENT_NUMBER);
    }

    @Test
    void theHubDoesNotStartWithATableItCannotRead() throws IOException {
        assertThatThrownBy(() -> answers.of("no-such-carrier")).isInstanceOf(CannotStart.class);
        String table = file("code,class,reason\n0x4A1,perhaps,who knows\n");
        assertThatThrownBy(() -> answers.of(table))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("line 2");
    }

    private String file(String rows) throws IOException {
        return "file:" + Files.writeString(folder.resolve("carrier.csv"), rows);
    }
}
