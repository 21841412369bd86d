package cn.gulou.hub.style;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.Hub;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Rooms know the shared nouns and privacy, and not each other; what is in them is small and kept inside. */
class RoomsTest {
    private static final int CLASS = 200;
    /** A class of tests is a list of cases. */
    private static final int TESTS = 400;

    private static final int METHOD = 25;

    /** Longer on purpose: class or class.method → the reason. */
    private static final Map<String, String> LONGER = Map.ofEntries(
            Map.entry("Draft.toAlert", "one constructor call, a part a line"),
            Map.entry("AudienceRules.decide", "one constructor call, a part a line"),
            Map.entry("Reports.report", "one constructor call, a part a line"),
            Map.entry("NoticeBroadcast.model", "one constructor call, a part a line"),
            Map.entry("OrdinaryAlert.unchanged", "one constructor call, a part a line"),
            Map.entry("Submit.send", "every way a submit can end, side by side"),
            Map.entry(
                    "CommitInDoubtIT.losesNothingAndDoublesNothing_whenTheAnswerToTheCommitIsLost",
                    "one story from end to end"),
            Map.entry("DiskIT.takesNothingInAndGoesOnSending_whileTheDiskIsNearlyFull", "one story from end to end"),
            Map.entry("HubJar.command", "one option a line"),
            Map.entry("KillPointsIT.killAt", "one story from end to end"),
            Map.entry("OddDeliveriesIT.pdu", "every habit of delivering, side by side"),
            Map.entry("PolicyTest.all", "every policy, one a line"),
            Map.entry("ReceiptHabitsTest.text", "every habit of writing, side by side"),
            Map.entry("ReceiptReaderTest.variations", "a table of cases"));

    /** Public on purpose: class → the reason. */
    private static final Map<String, String> OPEN = Map.of();

    /** Rooms whose classes are there for all rooms. */
    private static final Set<String> SHARED = Set.of("cn.gulou.hub", "cn.gulou.hub.alert", "cn.gulou.hub.privacy");

    @Test
    void roomsMeetOnRoutesAndInTheLedgerOnly() {
        ApplicationModules.of(Hub.class).verify();
    }

    @Test
    void classesAndMethodsAreShort() {
        List<String> tooLong = new ArrayList<>();
        for (JavaFile file : JavaFile.under(Sources.ROOT.resolve("src"))) {
            String type = file.path().getFileName().toString().replace(".java", "");
            int most = file.name().startsWith("src/main/") ? CLASS : TESTS;
            if (file.lines() > most && !LONGER.containsKey(type)) {
                tooLong.add(file.name() + " has " + file.lines() + " lines");
            }
            file.methods().stream()
                    .filter(method -> method.lines() > METHOD && !LONGER.containsKey(type + "." + method.name()))
                    .forEach(method ->
                            tooLong.add(file.name() + ": " + method.name() + " has " + method.lines() + " lines"));
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void classIsPublicOnlyWhenARouteOrAnotherPackageNeedsIt() {
        String byName = usedByName();
        Set<Class<?>> needed = neededByCamel();
        Beans.classes().stream()
                .filter(type -> byName.contains(type.getName() + ";") || isProgram(type))
                .forEach(needed::add);
        needed = withWhatTheyPass(withWhatTheyPass(needed));
        Set<Class<?>> open = needed;
        List<String> needlesslyPublic = Beans.classes().stream()
                .filter(type -> Modifier.isPublic(type.getModifiers()) && !type.isMemberClass())
                .filter(type -> !SHARED.contains(type.getPackageName()) && !OPEN.containsKey(type.getSimpleName()))
                .filter(type -> !open.contains(type))
                .map(Class::getName)
                .toList();
        assertThat(needlesslyPublic).isEmpty();
    }

    /** Beans that routes and Camel's settings name. */
    private static Set<Class<?>> neededByCamel() {
        Set<String> named = new HashSet<>(Sources.found("#bean:([A-Za-z]+)", Sources.text(Settings.FILE)));
        RouteFile.allItems().forEach(item -> RouteCall.of(item).forEach(call -> named.add(call.bean())));
        Map<String, Class<?>> beans = Beans.named();
        beans.keySet().retainAll(named);
        return new HashSet<>(beans.values());
    }

    /** What public methods take and give must be public too; simple expressions read records part by part. */
    private static Set<Class<?>> withWhatTheyPass(Set<Class<?>> types) {
        String signatures = types.stream()
                .flatMap(type -> Stream.concat(Stream.of(type.getMethods()), Stream.of(type.getConstructors())))
                .map(Executable::toGenericString)
                .collect(Collectors.joining("\n"));
        Set<Class<?>> all = new HashSet<>(types);
        Beans.classes().stream()
                .filter(type -> signatures.matches("(?s).*\\b" + type.getName().replace("$", "\\$") + "\\b.*"))
                .forEach(all::add);
        return all;
    }

    private static boolean isProgram(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("main") && Modifier.isPublic(method.getModifiers()));
    }

    /** Imports of every file, and the classes that resources name, one a line with a semicolon. */
    private static String usedByName() {
        StringBuilder names = new StringBuilder();
        for (var file : Sources.files(Sources.ROOT.resolve("src"), "")) {
            String name = file.toString();
            if (name.endsWith(".java")) {
                Sources.found("(?m)^import (?:static )?([\\w.]+;)", Sources.text(file))
                        .forEach(names::append);
            } else if (name.endsWith(".yaml") || name.endsWith(".factories")) {
                Sources.found("(cn\\.gulou\\.hub\\.[\\w.]+)", Sources.text(file))
                        .forEach(found -> names.append(found).append(';'));
            }
        }
        return names.toString();
    }
}
