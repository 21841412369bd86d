package cn.gulou.hub.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.alert.SubmissionState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing a carrier sends or keeps to itself hangs a session, kills its reader for good, or fills the heap. */
class SessionFaultsTest {
    private static final int ENQUIRE_MILLIS = 300;
    private static final BindParameter BIND = new BindParameter(
            BindType.BIND_TRX, "gulou", "demo", "", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, "");

    private final CountDownLatch forever = new CountDownLatch(1);
    private Port port;
    private PipelinedSession session;
    private Deliveries deliveries;

    @AfterEach
    void end() {
        forever.countDown();
        if (session != null) {
            session.cutOff();
        }
        await().until(() -> threads("PDUReaderWorker") + threads("EnquireLinkSender") == 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, -1, Integer.MIN_VALUE, 0x7fffffff, 0x7ffffff0, 70_001})
    void aLengthThatCannotBeEndsTheSessionAtOnce(int length) throws Exception {
        try (RogueSmsc rogue = new RogueSmsc((socket, in, out) -> {
            out.write(ByteBuffer.allocate(16).putInt(length).putInt(0x15).array());
            forever.await();
        })) {
            try {
                bind(rogue.port());
            } catch (IOException lostWhileBinding) {
                assertThat(link().trouble()).isNotNull();
            }
            await().atMost(Duration.ofSeconds(3)).until(() -> !link().isBound());
        }
    }

    @Test
    void aPduThatBreaksOffEndsTheSession() throws Exception {
        try (RogueSmsc rogue = new RogueSmsc((socket, in, out) -> {
            out.write(ByteBuffer.allocate(40).putInt(100).putInt(5).array());
            forever.await();
        })) {
            bind(rogue.port());
            await().atMost(Duration.ofSeconds(3)).until(() -> !link().isBound());
        }
    }

    @Test
    void aPduThatComesDropByDropIsNoSignOfLife() throws Exception {
        try (RogueSmsc rogue = new RogueSmsc((socket, in, out) -> {
            out.write(ByteBuffer.allocate(16).putInt(60_000).putInt(5).array());
            while (!forever.await(100, TimeUnit.MILLISECONDS)) {
                out.write(0);
            }
        })) {
            bind(rogue.port());
            await().until(() -> link().isDead(Duration.ofMillis(900).toNanos()));
            assertThat(link().isBound()).isTrue();
            link().cutOff();
            assertThat(link().isBound()).isFalse();
        }
    }

    @Test
    void receiptsAreNoAnswer_whileSegmentsWait() throws Exception {
        try (RogueSmsc rogue = new RogueSmsc((socket, in, out) -> {
            for (int n = 1; !forever.await(50, TimeUnit.MILLISECONDS); n++) {
                out.write(RogueSmsc.pdu(0x15, n, new byte[0]));
            }
        })) {
            bind(rogue.port());
            Submit submit = submit();
            submit.send(session, Request.of(segment(1)));
            assertThat(link().isDead(Duration.ofMillis(900).toNanos())).isFalse();
            await().until(() -> link().isDead(Duration.ofMillis(900).toNanos()));
            link().cutOff();
            assertThat(port.answers().next(10)).extracting(Outcome::state).containsExactly(SubmissionState.UNCERTAIN);
        }
    }

    @Test
    void aWriterThatIsStuckIsFreedAndItsSegmentIsUncertain() throws Exception {
        try (RogueSmsc rogue = new RogueSmsc((socket, in, out) -> forever.await())) {
            bind(rogue.port());
            Submit submit = submit();
            Thread writer = new Thread(() -> {
                for (int n = 0; link().isBound(); n++) {
                    submit.send(session, Request.of(segment(n)));
                }
            });
            writer.start();
            // a quick machine fills the line's bound first, and the line is given up by itself
            await().until(() ->
                    !link().isBound() || link().isDead(Duration.ofMillis(900).toNanos()));
            link().cutOff();
            writer.join(3_000);
            assertThat(writer.isAlive()).isFalse();
            assertThat(port.answers().next(1_000_000))
                    .isNotEmpty()
                    .allMatch(outcome ->
                            outcome.state() == SubmissionState.UNCERTAIN || "not-bound".equals(outcome.reason()));
        }
    }

    /** Some of it is stored and answered so, most is answered that it is too much: neither is ever read. */
    @Test
    void aCarrierThatDeliversAndNeverReadsIsGivenUp_beforeTheAnswersFillTheHeap() throws Exception {
        byte[] thousand = thousandDeliveries();
        AtomicLong arrived = new AtomicLong();
        try (RogueSmsc rogue = new RogueSmsc((socket, in, out) -> {
            while (true) {
                out.write(thousand);
                arrived.addAndGet(1_000);
            }
        })) {
            bind(rogue.port(), "hub.dispatch.deliveries-waiting", "5000");
            int stored = 0;
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (link().isBound() && System.nanoTime() < deadline) {
                stored += deliveries.take().size();
                deliveries.stored();
            }
            assertThat(link().isBound()).isFalse();
            assertThat(stored).isPositive();
            // 16 MiB of answers, and what the two ends' own buffers hold
            assertThat(arrived.get()).isBetween(900_000L, 2_000_000L);
            await().until(() -> threads("smpp-writer") == 0);
        }
    }

    private static byte[] thousandDeliveries() {
        ByteArrayOutputStream pdus = new ByteArrayOutputStream();
        for (int n = 1; n <= 1_000; n++) {
            pdus.writeBytes(RogueSmsc.pdu(0x05, n, new byte[17]));
        }
        return pdus.toByteArray();
    }

    @Test
    void aSilentCarrierKeepsABindNoLongerThanTheSettingsSay() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("localhost"))) {
            assertThatThrownBy(() -> bind(silent.getLocalPort(), "hub.dispatch.bind-timeout", "500ms"))
                    .isInstanceOf(IOException.class);
            assertThat(link().trouble()).isEqualTo("the carrier does not answer the bind");
        }
    }

    @Test
    void nothingIsSentAfterItsExpiry() throws Exception {
        try (RogueSmsc rogue = new RogueSmsc((socket, in, out) -> {
            in.readAllBytes();
        })) {
            bind(rogue.port());
            Segment late = new Segment(
                    new ClaimKey(1, 1, 1, "test"),
                    1,
                    (short) 1,
                    1,
                    "8613800000001",
                    "晚",
                    1,
                    (byte) 0,
                    Instant.now(),
                    Duty.PUBLIC);
            submit().send(session, Request.of(late));
            assertThat(port.answers().next(10))
                    .extracting(Outcome::state, Outcome::reason)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(SubmissionState.PENDING, "expired"));
            assertThat(session.unanswered()).isEmpty();
        }
    }

    private void bind(int smscPort, String... settings) throws IOException {
        DispatchSettings all = TestSettings.withPort(smscPort, settings);
        port = new Port(all.ports().get(0), all.dispatch());
        deliveries = new Deliveries(all);
        session = new PipelinedSession(
                new PortConnections(all.dispatch().bindTimeout(), null), port, link(), deliveries, all.dispatch());
        session.setEnquireLinkTimer(ENQUIRE_MILLIS);
        session.setTransactionTimer(60_000);
        session.addSessionStateListener(link());
        session.connectAndBind("localhost", smscPort, BIND);
    }

    private Link link() {
        return port.link(0);
    }

    private Submit submit() {
        DispatchSettings.Common common = TestSettings.withPort(1).dispatch();
        return new Submit(port, link(), new Answers().of(""), null, common, Clock.systemUTC());
    }

    private static Segment segment(int recipientNo) {
        return new Segment(
                new ClaimKey(1, 1, 1, "test"),
                recipientNo,
                (short) 1,
                1,
                "86138" + (10_000_000 + recipientNo),
                "预警".repeat(35),
                1,
                (byte) 0,
                Instant.now().plusSeconds(3_600),
                Duty.PUBLIC);
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .count();
    }
}
