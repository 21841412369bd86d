package cn.gulou.hub.simulator;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A running SMSC. Every method may be called from any thread; each takes effect before it returns, and what the SMSC
 * has answered is in the counts read after that answer.
 */
public final class Smsc implements AutoCloseable {
    private static final int GARBAGE_OCTETS = 64;

    private final Centre centre;
    private final Submits submits;
    private final Sessions sessions;
    private final Loop loop;
    private Control control;

    private Smsc(SimulatorSettings settings) throws IOException {
        centre = new Centre(settings);
        Deliveries deliveries = new Deliveries(centre);
        submits = new Submits(centre, deliveries);
        sessions = new Sessions(centre, deliveries, new Protocol(centre, deliveries, submits));
        loop = new Loop(centre, deliveries, sessions);
        loop.start();
    }

    /**
     * Listens when it returns, and so does the control server if the settings name a port for it.
     *
     * @throws IllegalStateException with one sentence for a reader, when a port is taken
     */
    public static Smsc start(SimulatorSettings settings) {
        SimulatorSettings.Line line = settings.line();
        Smsc smsc;
        try {
            smsc = new Smsc(settings);
        } catch (IOException | RuntimeException failed) {
            throw new IllegalStateException(cannotListen(line.address(), line.port()), failed);
        }
        if (line.controlPort() != SimulatorSettings.NO_PORT) {
            try {
                smsc.control = Control.start(smsc, line.controlPort());
            } catch (IOException failed) {
                smsc.close();
                throw new IllegalStateException(cannotListen("127.0.0.1", line.controlPort()), failed);
            }
        }
        return smsc;
    }

    public int port() {
        return loop.port();
    }

    /** The port of the control server; -1 without one. */
    public int controlPort() {
        return control == null ? SimulatorSettings.NO_PORT : control.port();
    }

    public Counts counts() {
        return loop.call(() -> new Counts(
                centre.tallies.all.shown(centre.clock),
                centre.tallies.bySource(centre.clock),
                centre.tallies.bySystemId(centre.clock),
                (int) sessions.open().stream().filter(Session::bound).count(),
                centre.tallies.bindsRefused,
                centre.tallies.malformed,
                centre.tallies.strayAnswers,
                centre.accounts.values().stream()
                        .mapToInt(account -> account.waiting.size())
                        .sum(),
                sessions.open().stream()
                        .mapToInt(session -> session.unanswered.size())
                        .sum(),
                centre.timers.waiting(),
                submits.held()));
    }

    /** The last submits, oldest first, as many as the setting {@code record} keeps. */
    public List<RecordedSubmit> recorded() {
        return loop.call(centre.recording::shown);
    }

    /** Sets all counts to zero and forgets the recording. Sessions, receipts on their way, settings, faults stay. */
    public void reset() {
        run(() -> {
            centre.tallies.reset();
            centre.recording.clear();
        });
    }

    public SimulatorSettings settings() {
        return loop.call(() -> centre.settings);
    }

    /**
     * Changes settings at once, by name.
     *
     * @throws IllegalArgumentException with one sentence, when one is unknown, makes no sense, or is a port or address
     */
    public void change(Map<String, String> changes) {
        for (String name : changes.keySet()) {
            if (SettingReader.known(name).fixed()) {
                throw new IllegalArgumentException("The simulator setting " + name + " cannot change while it runs.");
            }
        }
        run(() -> centre.apply(centre.settings.with(changes)));
    }

    /** Ends all connections, at once with an RST. New ones are welcome. */
    public void dropWithReset() {
        forAll(session -> sessions.drop(session, true));
    }

    /** Ends all connections with a FIN. New ones are welcome. */
    public void drop() {
        forAll(session -> sessions.drop(session, false));
    }

    /** Reads on and takes answers to receipts, but says nothing more, until {@link #resume()}. Submits are lost. */
    public void goSilent() {
        run(() -> centre.faults.silent = true);
    }

    /** Accepts submits but keeps answers and receipts back until {@link #resume()}, which then sends them. */
    public void holdSubmits() {
        run(() -> centre.faults.hold = true);
    }

    /** Answers submits but keeps their receipts back until {@link #resume()}, which then sends them all at once. */
    public void holdReceipts() {
        run(() -> centre.faults.holdReceipts = true);
    }

    /** Answers every submit with 0x58 until {@link #resume()}. */
    public void throttleAll() {
        run(() -> centre.faults.throttle = true);
    }

    /** Answers every bind with 0x0D until {@link #resume()}. Bound sessions stay. */
    public void refuseBinds() {
        run(() -> centre.faults.refuseBinds = true);
    }

    /** Closes the port to new connections until {@link #resume()}. Bound sessions stay. */
    public void stopListening() {
        run(loop::stopListening);
    }

    /** Sends 64 octets of nonsense on every connection; the same each time. */
    public void sendGarbage() {
        byte[] garbage = new byte[GARBAGE_OCTETS];
        new java.util.Random(1).nextBytes(garbage);
        forAll(session -> session.out.octets(garbage));
    }

    /** Sends on every connection a PDU header that claims 2 GiB to follow; nothing follows. */
    public void sendOversizeHeader() {
        forAll(session ->
                session.out.four(0x7FFFFFF0).four(Pdu.ENQUIRE_LINK).four(0).four(1));
    }

    /** Ends every fault: answers what was held, listens again. */
    public void resume() {
        run(() -> {
            centre.faults.clear();
            submits.releaseHeld();
            loop.resumeListening();
        });
    }

    /** Hangs up and stops. Counts and recording can still be read. */
    @Override
    public void close() {
        if (control != null) {
            control.close();
        }
        loop.stop();
    }

    private void forAll(Consumer<Session> action) {
        run(() -> sessions.open().forEach(action));
    }

    private void run(Runnable action) {
        loop.call(() -> {
            action.run();
            return null;
        });
    }

    private static String cannotListen(String address, int port) {
        return "The simulator cannot listen on " + address + ":" + port + ": the port is taken or not allowed.";
    }
}
