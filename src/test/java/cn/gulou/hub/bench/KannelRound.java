package cn.gulou.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Debian's Kannel against the same SMSC: messages in over HTTP, receipts told of over HTTP. */
final class KannelRound {
    private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin");

    private final Workload workload;
    private final Path data;
    private final boolean memory;

    /** @param memory whether Kannel keeps what it needs for receipts in memory, or in PostgreSQL */
    KannelRound(Workload workload, Path data, boolean memory) {
        this.workload = workload;
        this.data = data;
        this.memory = memory;
    }

    Measured run() {
        program("bearerbox");
        if (memory) {
            return run(0, Map.of());
        }
        try (KannelDatabase database = new KannelDatabase(data)) {
            return run(database.port(), Map.of("database", database.id()));
        }
    }

    private Measured run(int databasePort, Map<String, Long> database) {
        try (SmscProcess smsc = new SmscProcess(data, workload.under("smsc."));
                ReceiptSink sink = new ReceiptSink()) {
            KannelConfiguration kannel = new KannelConfiguration(
                    smsc.port(), OwnProcess.freePort(), OwnProcess.freePort(), OwnProcess.freePort(), data);
            String file = kannel.write(databasePort).toString();
            try (OwnProcess bearerbox = start("bearerbox", file, kannel.boxPort());
                    OwnProcess smsbox = start("smsbox", file, kannel.sendPort())) {
                Wait.until(
                        Duration.ofSeconds(30),
                        Duration.ofMillis(100),
                        "Kannel's four binds",
                        () -> smsc.counts().path("sessions").asInt() == 4);
                Map<String, Long> processes = new LinkedHashMap<>(database);
                processes.put("bearerbox", bearerbox.id());
                processes.put("smsbox", smsbox.id());
                processes.put("smsc", smsc.id());
                return measured(smsc, sink, kannel.sendPort(), processes);
            }
        }
    }

    private Measured measured(SmscProcess smsc, ReceiptSink sink, int sendPort, Map<String, Long> processes) {
        int people = workload.number("recipients");
        SendSms messages = new SendSms(
                sendPort, workload.number("kannel-connections"), sink.port(), "【北京市应急管理事务中心】" + Alerts.text(workload));
        int warmUp = workload.number("warm-up", 0);
        send(messages, sink, warmUp);
        smsc.reset();
        long before = sink.calls();
        CpuMeter cpu = new CpuMeter(processes);
        long start = System.nanoTime();
        send(messages, sink, people);
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, Object> used = cpu.figures(people);
        JsonNode counts = smsc.lastCounts();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("recipients", people);
        figures.putAll(Rates.of(counts, 1, 0));
        figures.put("secondsToCompleted", Spread.rounded(seconds));
        figures.putAll(used);
        // A receipt that overtakes the row that says whose it is, is lost in Kannel: its own doing, so no end of the
        // run.
        figures.put("receiptsLost", before + people - sink.calls());
        return new Measured(figures, Reckoning.of(counts, people));
    }

    /** Returns when Kannel has told of every receipt, or of none for 20 seconds. */
    private static void send(SendSms messages, ReceiptSink sink, int people) {
        long wanted = sink.calls() + people;
        messages.send(people);
        long[] last = {sink.calls(), System.nanoTime()};
        Wait.until(Duration.ofMinutes(30), Duration.ofMillis(20), "Kannel", () -> {
            if (sink.calls() != last[0]) {
                last[0] = sink.calls();
                last[1] = System.nanoTime();
            }
            return last[0] >= wanted || System.nanoTime() - last[1] > 20_000_000_000L;
        });
    }

    private OwnProcess start(String program, String file, int listening) {
        OwnProcess process =
                OwnProcess.start(data.resolve(program + ".log"), List.of(program(program), "-v", "2", file), Map.of());
        Wait.until(Duration.ofSeconds(30), Duration.ofMillis(100), "The start of " + program, () -> {
            process.checkAlive();
            return listens(listening);
        });
        return process;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static String program(String name) {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new BenchFailure(
                        BenchFailure.NOT_INSTALLED,
                        "Kannel is not installed (no " + name + "). On Debian: apt-get install kannel"));
    }
}
