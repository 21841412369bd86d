package cn.gulou.hub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Processor time as Linux counts it, in ticks of 10 ms. Elsewhere there is no /proc: no figures. */
final class Processor {
    private static final Path PROC = Path.of("/proc");
    private static final long MICROS_PER_TICK = 10_000;
    /** Where in /proc/PID/stat, counted from behind the name, fields stand (man 5 proc). */
    private static final int PARENT = 1;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private Processor() {}

    static boolean counted() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    /** Microseconds a process has used, its living and its ended children included. */
    static long micros(long process) {
        long ticks = 0;
        for (String[] fields : all()) {
            if (fields[0].equals(String.valueOf(process)) || fields[1 + PARENT].equals(String.valueOf(process))) {
                ticks += ticks(fields);
            }
        }
        return ticks * MICROS_PER_TICK;
    }

    /** Microseconds all processors of the machine were busy since it started. */
    static long machineMicros() {
        String[] fields =
                read(PROC.resolve("stat")).lines().findFirst().orElse("").split("\\s+");
        long ticks = 0;
        for (int field = 1; field < Math.min(fields.length, 9); field++) {
            boolean idle = field == 4 || field == 5;
            ticks += idle ? 0 : Long.parseLong(fields[field]);
        }
        return ticks * MICROS_PER_TICK;
    }

    private static long ticks(String[] fields) {
        long ticks = 0;
        for (int field : new int[] {USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM}) {
            ticks += Long.parseLong(fields[1 + field]);
        }
        return ticks;
    }

    /** Of every process: its id, then the fields behind its name. */
    private static List<String[]> all() {
        List<String[]> processes = new ArrayList<>();
        try (Stream<Path> entries = Files.list(PROC)) {
            entries.filter(entry -> entry.getFileName().toString().matches("\\d+"))
                    .forEach(entry -> {
                        String stat = read(entry.resolve("stat"));
                        if (!stat.isEmpty()) {
                            processes.add(fields(entry.getFileName().toString(), stat));
                        }
                    });
        } catch (IOException e) {
            throw new BenchFailure("/proc cannot be read: " + e.getMessage());
        }
        return processes;
    }

    /** A name may hold spaces and brackets: what counts stands behind the last one. */
    static String[] fields(String process, String stat) {
        return (process + " " + stat.substring(stat.lastIndexOf(')') + 2).strip()).split(" ");
    }

    /** Empty when the process has just ended. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }
}
