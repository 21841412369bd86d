package cn.gulou.hub.simulator;

import java.util.HashMap;
import java.util.Map;

/** The simulator as a process of its own. Exit status 2: an option or a port it cannot use, said in one sentence. */
public final class SimulatorMain {
    private static final int CANNOT_START = 2;

    private SimulatorMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (java.util.List.of(arguments).contains("--help")) {
            System.out.print(help());
            return;
        }
        Smsc smsc;
        try {
            smsc = Smsc.start(SimulatorSettings.of(options(arguments)));
        } catch (IllegalArgumentException | IllegalStateException refused) {
            System.err.println(refused.getMessage());
            System.exit(CANNOT_START);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(smsc::close, "smsc-close"));
        System.out.println(ready(smsc));
        Thread.currentThread().join();
    }

    static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException(
                        "Options look like --latency=20, not '" + argument + "'; --help lists them.");
            }
            options.put(argument.substring(2, equals), argument.substring(equals + 1));
        }
        return options;
    }

    static String help() {
        StringBuilder help = new StringBuilder("SMSC simulator, SMPP 3.4. Options, each as --name=value:\n");
        for (Setting setting : Setting.values()) {
            help.append(String.format("  --%-22s %s [%s]%n", setting.key(), setting.help, setting.byDefault));
        }
        return help.toString();
    }

    private static String ready(Smsc smsc) {
        String listening =
                "SMSC simulator listening on " + smsc.settings().line().address() + ":" + smsc.port();
        return smsc.controlPort() == SimulatorSettings.NO_PORT
                ? listening
                : listening + ", control http://127.0.0.1:" + smsc.controlPort();
    }
}
