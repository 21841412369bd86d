package cn.gulou.hub.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every statement that is read is there, and every one that is there is used, in its own room. */
class SqlFilesTest {
    private static final Path SQL = Sources.RESOURCES.resolve("sql");

    @TestFactory
    Stream<DynamicTest> everyStatementThatJavaReadsIsThere() {
        return Sources.files(Sources.JAVA, ".java").stream()
                .filter(file -> !read(file).isEmpty())
                .map(file -> RouteStyleTest.test(Sources.name(file), () -> assertThat(read(file))
                        .allSatisfy(
                                name -> assertThat(SQL.resolve(name + ".sql")).isRegularFile())));
    }

    @Test
    void everyStatementIsUsed() {
        Set<String> unused = new TreeSet<>();
        Sources.files(SQL, ".sql")
                .forEach(file -> unused.add(
                        SQL.relativize(file).toString().replace('\\', '/').replace(".sql", "")));
        Sources.files(Sources.JAVA, ".java").forEach(file -> unused.removeAll(read(file)));
        RouteFile.all()
                .forEach(file -> unused.removeAll(Sources.found("sql:classpath:sql/([\\w/-]+)\\.sql", file.text())));
        assertThat(unused).isEmpty();
    }

    /**
     * What cannot be made again waits for the disk, above all settle-chunk: JMS commits next, and a chunk whose end a power cut
     * took back would have no token. Only the merge of receipts is made again from its mark, which goes with it.
     */
    @Test
    void onlyTheMergeOfReceiptsDoesNotWaitForTheDisk() {
        List<String> commits = Stream.of("src/main", "docker")
                .flatMap(folder -> Sources.files(Sources.ROOT.resolve(folder), "").stream())
                .flatMap(file ->
                        Sources.found("(.*(?:synchronous_commit|fsync\\W+off).*)", Sources.digits(file)).stream()
                                .map(line -> Sources.name(file) + ": " + line.strip()))
                .toList();
        assertThat(commits)
                .satisfiesExactlyInAnyOrder(
                        embedded -> assertThat(embedded)
                                .contains("EmbeddedDatabase.java", "\"synchronous_commit\", \"on\""),
                        merge -> assertThat(merge).startsWith("src/main/resources/sql/receipt/merge-receipts.sql"));
    }

    @TestFactory
    Stream<DynamicTest> statementIsNamedVerbNoun() {
        return Sources.files(SQL, ".sql").stream()
                .map(file -> RouteStyleTest.test(
                        Sources.name(file),
                        () -> assertThat(file.getFileName().toString()).matches("[a-z]+(-[a-z]+)+\\.sql")));
    }

    /** Statements a Java file reads: by their full name, or by a helper {@code sql("verb-noun")} of its room. */
    private static Set<String> read(Path file) {
        String java = Sources.text(file);
        String room = file.getParent().getFileName().toString();
        Set<String> names = new TreeSet<>(Sources.found("\"(" + room + "/[a-z-]+)\"", java));
        Sources.found("(?:\\bsql|\\.sql)\\(\\s*\"([a-z]+(?:-[a-z]+)+)\"", java)
                .forEach(name -> names.add(room + "/" + name));
        return names;
    }
}
