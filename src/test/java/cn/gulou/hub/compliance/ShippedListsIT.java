package cn.gulou.hub.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.flow.HubIT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How well the shipped lists tell prohibited content from legal warnings (C-08), on texts with labels of both kinds. */
class ShippedListsIT extends HubIT {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Pattern WORDS =
            Pattern.compile("<(?:cap:)?(headline|description|instruction|message)[^>]*>(.*?)</", Pattern.DOTALL);

    private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9a-f]{4})");

    @Autowired
    private WordingBook book;

    /** A text and what it is an example of. */
    private record Labelled(String label, String text) {}

    @Test
    void holdsWhatIsProhibitedThroughEveryTrick() throws IOException {
        List<Labelled> texts = labelled("wording/prohibited.txt");
        List<Labelled> missed = texts.stream().filter(text -> !isHeld(text)).toList();
        double recall = 1 - (double) missed.size() / texts.size();
        System.out.printf("WORDING prohibited=%d recall=%.3f missed=%s%n", texts.size(), recall, labels(missed));
        assertThat(texts).hasSizeGreaterThanOrEqualTo(60);
        assertThat(recall).as("recall; missed: %s", missed).isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void letsLegalWarningsPass() throws IOException {
        List<Labelled> texts = new ArrayList<>(labelled("wording/legitimate.txt"));
        assertThat(texts).hasSizeGreaterThanOrEqualTo(60);
        texts.addAll(realAlerts());
        List<Labelled> held = texts.stream().filter(this::isHeld).toList();
        double falseAlarms = (double) held.size() / texts.size();
        System.out.printf("WORDING legitimate=%d false-alarms=%.3f held=%s%n", texts.size(), falseAlarms, labels(held));
        assertThat(falseAlarms).as("false alarms: %s", held).isLessThanOrEqualTo(0.02);
    }

    private boolean isHeld(Labelled labelled) {
        return !book.facts(Kind.WHOLE_NETWORK, labelled.text(), Set.of())
                .prohibited()
                .isEmpty();
    }

    private static List<String> labels(List<Labelled> texts) {
        return texts.stream().map(Labelled::label).toList();
    }

    private static List<Labelled> labelled(String file) throws IOException {
        return Files.readAllLines(RESOURCES.resolve(file)).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split(" \\| ", 2))
                .map(parts -> new Labelled(parts[0], unescaped(parts[1])))
                .toList();
    }

    private static String unescaped(String text) {
        return UNICODE.matcher(text)
                .replaceAll(found -> String.valueOf((char) Integer.parseInt(found.group(1), 16)))
                .translateEscapes();
    }

    /** Every text of the sample alerts, real ones from many countries among them. */
    private static List<Labelled> realAlerts() throws IOException {
        List<Labelled> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("cap-samples"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                WORDS.matcher(content)
                        .results()
                        .forEach(found ->
                                texts.add(new Labelled(file.getFileName() + " " + found.group(1), found.group(2))));
            }
        }
        return texts;
    }
}
