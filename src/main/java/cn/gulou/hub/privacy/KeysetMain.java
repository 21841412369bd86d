package cn.gulou.hub.privacy;

import java.nio.file.Files;
import java.nio.file.Path;

/** {@code java -jar gulou-hub.jar keyset FILE}: makes a new keyset file, and never touches one that is there. */
public final class KeysetMain {
    private KeysetMain() {}

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("usage: java -jar gulou-hub.jar keyset FILE");
            System.exit(2);
        }
        Path file = Path.of(arguments[0]);
        if (Files.exists(file)) {
            System.err.println(file + " exists already; it is left as it is.");
            System.exit(2);
        }
        Keyset.createIfAbsent(file);
        System.out.println(file + " made. Back it up apart from the database: without it no number can be read again.");
    }
}
