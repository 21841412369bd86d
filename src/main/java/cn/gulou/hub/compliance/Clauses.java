package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which clauses of the contract a policy keeps: {@code compliance/clauses.properties}, a line each. */
final class Clauses {
    private static final Pattern CLAUSE = Pattern.compile("\\bC-[0-9]{2}a?\\b|\\bS[0-9]{1,2}\\b|\\bFORMATS §[0-9]\\b");
    private static final Properties BY_POLICY = read();

    private Clauses() {}

    /** Those of the policy, and those that its reasons name besides. */
    static List<String> of(String policy, List<Violation> reasons) {
        Stream<String> own =
                CLAUSE.matcher(BY_POLICY.getProperty(policy, "")).results().map(MatchResult::group);
        Stream<String> named = reasons.stream()
                .flatMap(reason -> CLAUSE.matcher(reason.en()).results())
                .map(MatchResult::group);
        return Stream.concat(own, named).distinct().toList();
    }

    private static Properties read() {
        Properties clauses = new Properties();
        try (InputStream file = Clauses.class.getResourceAsStream("/compliance/clauses.properties")) {
            clauses.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return clauses;
    }
}
