package cn.gulou.hub.style;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A Java file, read by the compiler's own parser. */
record JavaFile(Path path, int lines, List<Method> methods) {

    /** @param lines of its body, both braces counted; a chained call is one, on however many lines it stands */
    record Method(String name, int lines) {}

    static List<JavaFile> under(Path... folders) {
        List<Path> paths = new ArrayList<>();
        for (Path folder : folders) {
            paths.addAll(Sources.files(folder, ".java"));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(paths));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<JavaFile> files = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                files.add(read(unit, positions));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return Sources.name(path);
    }

    private static JavaFile read(CompilationUnitTree unit, SourcePositions positions) {
        Path path = Path.of(unit.getSourceFile().toUri());
        List<String> lines = Sources.lines(path);
        LineMap map = unit.getLineMap();
        List<Method> methods = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                if (method.getBody() != null) {
                    int start = (int) map.getLineNumber(positions.getStartPosition(unit, method.getBody()));
                    int end = (int) map.getLineNumber(positions.getEndPosition(unit, method.getBody()));
                    long counted = lines.subList(start - 1, end).stream()
                            .filter(line -> !line.strip().startsWith("."))
                            .count();
                    methods.add(new Method(method.getName().toString(), (int) counted));
                }
                return super.visitMethod(method, nothing);
            }
        }.scan(unit, null);
        return new JavaFile(path, lines.size(), methods);
    }
}
