package cn.gulou.hub.dispatch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The table smpp/submit-answers.csv: code, class, reason. An unknown code is temporary (FORMATS §4, vendor). */
@Component
class Answers {
    private final Map<Integer, AnswerClass> classes = new HashMap<>();

    Answers() {
        try (BufferedReader rows = new BufferedReader(new InputStreamReader(
                new ClassPathResource("smpp/submit-answers.csv").getInputStream(), StandardCharsets.UTF_8))) {
            rows.lines()
                    .skip(1)
                    .map(row -> row.split(",", 3))
                    .forEach(cells -> classes.put(
                            Integer.decode(cells[0]),
                            AnswerClass.valueOf(cells[1].replace('-', '_').toUpperCase())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AnswerClass of(int commandStatus) {
        return classes.getOrDefault(commandStatus, AnswerClass.TEMPORARY);
    }
}
