package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.CannotStart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * What the answers of carriers mean: the common table smpp/submit-answers.csv, and on top of it a carrier's own, which a
 * port names in its setting {@code answers}. Rows: code, class, reason. A code in neither is temporary (FORMATS §4).
 */
@Component
class Answers {
    private static final String COMMON = "submit-answers";

    private final Map<String, Table> byName = new HashMap<>();

    /** The table for a port. */
    record Table(Map<Integer, AnswerClass> classes) {
        AnswerClass of(int commandStatus) {
            return classes.getOrDefault(commandStatus, AnswerClass.TEMPORARY);
        }
    }

    /**
     * The common table with the carrier's own over it.
     *
     * @param carrier a name in smpp/, a location such as file:/etc/gulou/carrier.csv, or empty
     * @throws CannotStart when there is no such table, or a row of it makes no sense
     */
    synchronized Table of(String carrier) {
        return byName.computeIfAbsent(carrier, name -> {
            Map<Integer, AnswerClass> classes = new HashMap<>(read(COMMON));
            if (!name.isEmpty()) {
                classes.putAll(read(name));
            }
            return new Table(Map.copyOf(classes));
        });
    }

    private static Map<Integer, AnswerClass> read(String name) {
        String location = name.matches("[a-z0-9-]+") ? "classpath:smpp/" + name + ".csv" : name;
        Resource file = new DefaultResourceLoader().getResource(location);
        if (!file.isReadable()) {
            throw new CannotStart("hub.ports: there is no table of answers " + location);
        }
        Map<Integer, AnswerClass> classes = new HashMap<>();
        try (BufferedReader rows =
                new BufferedReader(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> lines = rows.lines().toList();
            for (int line = 1; line < lines.size(); line++) {
                if (!lines.get(line).isBlank()) {
                    put(classes, lines.get(line).split(",", 3), location + ", line " + (line + 1));
                }
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Map<Integer, AnswerClass> classes, String[] cells, String where) {
        try {
            AnswerClass answer =
                    AnswerClass.valueOf(cells[1].strip().replace('-', '_').toUpperCase(Locale.ROOT));
            classes.put(Integer.decode(cells[0].strip()), answer);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new CannotStart("hub.ports: " + where + " is not: code, class, reason");
        }
    }
}
