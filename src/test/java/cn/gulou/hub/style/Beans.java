package cn.gulou.hub.style;

import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** The hub's classes and beans, found without starting it. */
final class Beans {
    private static final Path CLASSES = Sources.ROOT.resolve("target/classes");

    private Beans() {}

    /** Every class of the hub; nothing is initialised. */
    static List<Class<?>> classes() {
        return Sources.files(CLASSES.resolve("cn/gulou/hub"), ".class").stream()
                .map(file ->
                        CLASSES.relativize(file).toString().replace('\\', '.').replace('/', '.'))
                .filter(name -> !name.endsWith("-info.class"))
                .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())))
                .toList();
    }

    /** Beans with a name of their own: {@code @Component("name")}, or a method with {@code @Bean}. */
    static Map<String, Class<?>> named() {
        Map<String, Class<?>> beans = new TreeMap<>();
        for (Class<?> type : classes()) {
            Component component = type.getAnnotation(Component.class);
            if (component != null && !component.value().isEmpty()) {
                beans.put(component.value(), type);
            }
            Stream.of(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Bean.class))
                    .forEach(method -> beans.put(method.getName(), method.getReturnType()));
        }
        return beans;
    }

    /** Whether a public bean has this public method with so many arguments; -1: any number. */
    static boolean answers(Class<?> bean, String method, int arguments) {
        return Modifier.isPublic(bean.getModifiers())
                && Stream.of(bean.getMethods())
                        .filter(candidate -> candidate.getName().equals(method))
                        .anyMatch(candidate -> arguments < 0 || candidate.getParameterCount() == arguments);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Beans.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
