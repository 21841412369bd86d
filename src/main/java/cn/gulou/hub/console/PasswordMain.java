package cn.gulou.hub.console;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** {@code java -jar gulou-hub.jar password}: reads a password, prints what to put into {@code hub.console.accounts}. */
public final class PasswordMain {
    private PasswordMain() {}

    public static void main(String[] arguments) throws IOException {
        String password = read();
        if (!OwnPassword.isLongEnough(password)) {
            System.err.println("A password has 12 characters or more, and 72 bytes at most.");
            System.exit(2);
        }
        System.out.println(Passwords.store(password));
    }

    private static String read() throws IOException {
        Console console = System.console();
        if (console == null) {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        }
        char[] typed = console.readPassword("Password: ");
        return typed == null ? null : new String(typed);
    }
}
