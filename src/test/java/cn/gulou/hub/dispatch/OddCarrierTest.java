package cn.gulou.hub.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.alert.SubmissionState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Message centres with habits of their own, none of which is a fault. Each binds under another name than it was asked for. */
class OddCarrierTest {
    private static final int GENERIC_NACK = 0x80000000;
    private static final int OUTBIND = 0x0B;
    private static final int ENQUIRE_LINK = 0x15;
    private static final int SUBMIT_SM = 0x04;
    private static final int ALERT_NOTIFICATION = 0x0102;
    private static final int RESPONSE = 0x80000000;
    private static final int ENQUIRE_MILLIS = 200;
    private static final int ANSWER_MILLIS = 300;
    private static final byte[] NOTHING = {};
    private static final BindParameter BIND = new BindParameter(
            BindType.BIND_TRX, "gulou", "demo", "", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, "");

    private final DispatchSettings settings = TestSettings.withPort(1);
    private final Port port = new Port(settings.ports().get(0), settings.dispatch());
    private final Link link = port.link(0);
    private final Submit submit =
            new Submit(port, link, new Answers().of(""), null, settings.dispatch(), Clock.systemUTC());
    private final CountDownLatch ended = new CountDownLatch(1);
    private PipelinedSession session;

    @AfterEach
    void end() {
        ended.countDown();
        session.cutOff();
    }

    @Test
    void oneThatAnswersNoEnquiryButSpeaks_isLeftAlone() throws Exception {
        // silent long enough to be asked, and never answering that
        try (RogueSmsc odd = new RogueSmsc((socket, in, out) -> {
            for (int n = 1; !ended.await(ENQUIRE_MILLIS + ANSWER_MILLIS / 2, TimeUnit.MILLISECONDS); n++) {
                out.write(RogueSmsc.pdu(ENQUIRE_LINK, n, NOTHING));
            }
        })) {
            bind(odd);
            await().during(Duration.ofSeconds(2)).until(link::isBound);
        }
    }

    @Test
    void oneThatDoesNotUnderstandEnquiries_isLeftAlone() throws Exception {
        try (RogueSmsc odd = answering((command, sequence, out) -> {
            if (command == ENQUIRE_LINK) {
                out.write(refusal(sequence, 3));
            }
        })) {
            bind(odd);
            await().during(Duration.ofSeconds(2)).until(link::isBound);
        }
    }

    @Test
    void oneThatSaysNothingAtAll_isLeft() throws Exception {
        try (RogueSmsc odd = answering((command, sequence, out) -> {})) {
            bind(odd);
            await().atMost(Duration.ofSeconds(3)).until(() -> !link.isBound());
        }
    }

    @Test
    void genericNackToASubmitIsARefusal() throws Exception {
        try (RogueSmsc odd = answering((command, sequence, out) -> out.write(refusal(sequence, 3)))) {
            bind(odd);
            Outcome outcome = outcomeOf(segment(1));
            assertThat(outcome.state()).isEqualTo(SubmissionState.RETRY_WAIT);
            assertThat(outcome.reason()).isEqualTo("smpp-0x03");
        }
    }

    @ParameterizedTest(name = "an id of {0} octets")
    @ValueSource(ints = {0, 256, 3_000, 69_000})
    void anIdThatIsNoneIsNotTakenForOne(int length) throws Exception {
        byte[] id = "7".repeat(length).concat("\0").getBytes();
        try (RogueSmsc odd =
                answering((command, sequence, out) -> out.write(RogueSmsc.pdu(command | RESPONSE, sequence, id)))) {
            bind(odd);
            Outcome outcome = outcomeOf(segment(1));
            assertThat(outcome.state()).isEqualTo(SubmissionState.SUBMITTED);
            assertThat(outcome.messageId()).isEmpty();
            assertThat(outcome.reason()).isEqualTo("no-message-id");
        }
    }

    @Test
    void whatNobodyAskedForIsReadOver() throws Exception {
        try (RogueSmsc odd = answering((command, sequence, out) -> {
            if (command == SUBMIT_SM) {
                out.write(RogueSmsc.pdu(ALERT_NOTIFICATION, 1, "\1\1008613800000001\0\0\00012379\0".getBytes()));
                out.write(RogueSmsc.pdu(ALERT_NOTIFICATION, 2, NOTHING));
                out.write(RogueSmsc.pdu(OUTBIND, 3, "odd\0odd\0".getBytes()));
                out.write(RogueSmsc.pdu(0x0999, 4, "what is this".getBytes()));
                out.write(RogueSmsc.pdu(command | RESPONSE, sequence + 1_000, "9\0".getBytes()));
                out.write(RogueSmsc.pdu(command | RESPONSE, sequence, "42\0".getBytes()));
            }
        })) {
            bind(odd);
            assertThat(outcomeOf(segment(1)).messageId()).isEqualTo("42");
            assertThat(link.isBound()).isTrue();
        }
    }

    /** Its front lives, what is behind it does not: without care it would take one window after the other. */
    @Test
    void oneThatTakesAndNeverAnswers_isGivenOneAtATimeUntilItDoes() throws Exception {
        try (RogueSmsc odd = new RogueSmsc(answersEnquiries(false))) {
            bind(odd);
            for (int n = 0; n < 10; n++) {
                assertThat(link.window().take()).isTrue();
                submit.send(session, Request.of(segment(n)));
            }
            await().until(() -> {
                link.endOverdue();
                return link.window().isFull();
            });
            assertThat(port.answers().next(20)).extracting(Outcome::state).containsOnly(SubmissionState.UNCERTAIN);
            assertThat(link.window().take()).isFalse();
            await().until(() -> link.isDead(TimeUnit.SECONDS.toNanos(1)));
            link.cutOff();
        }
        try (RogueSmsc healed = new RogueSmsc(answersEnquiries(true))) {
            bind(healed);
            assertThat(link.window().take()).isTrue();
            assertThat(link.window().take())
                    .as("a second one before the first is answered")
                    .isFalse();
            submit.send(session, Request.of(segment(11)));
            await().until(link.window()::take);
            assertThat(link.window().take()).as("and then the whole window").isTrue();
        }
    }

    private static RogueSmsc.Behaviour answersEnquiries(boolean submitsToo) {
        return behaviour((command, sequence, out) -> {
            if (command == ENQUIRE_LINK || submitsToo) {
                out.write(RogueSmsc.pdu(command | RESPONSE, sequence, NOTHING));
            }
        });
    }

    private interface Habit {
        void on(int command, int sequence, OutputStream out) throws Exception;
    }

    private static RogueSmsc answering(Habit habit) throws IOException {
        return new RogueSmsc(behaviour(habit));
    }

    private static RogueSmsc.Behaviour behaviour(Habit habit) {
        return (socket, in, out) -> {
            while (true) {
                int length = in.readInt();
                int command = in.readInt();
                in.readInt();
                int sequence = in.readInt();
                in.skipNBytes(length - 16);
                if (command >= 0) {
                    habit.on(command, sequence, out);
                }
            }
        };
    }

    private static byte[] refusal(int sequence, int status) {
        return ByteBuffer.wrap(RogueSmsc.pdu(GENERIC_NACK, sequence, NOTHING))
                .putInt(8, status)
                .array();
    }

    private Outcome outcomeOf(Segment segment) {
        assertThat(link.window().take()).isTrue();
        submit.send(session, Request.of(segment));
        await().until(() -> !port.answers().next(1).isEmpty());
        List<Outcome> outcomes = port.answers().next(1);
        return outcomes.get(0);
    }

    private void bind(RogueSmsc to) throws IOException {
        session = new PipelinedSession(
                new PortConnections(settings.dispatch().bindTimeout(), null),
                port,
                link,
                new Deliveries(settings),
                settings.dispatch());
        session.setEnquireLinkTimer(ENQUIRE_MILLIS);
        session.setTransactionTimer(ANSWER_MILLIS);
        session.addSessionStateListener(link);
        session.connectAndBind("localhost", to.port(), BIND);
    }

    private static Segment segment(int recipientNo) {
        return new Segment(
                new ClaimKey(1, 1, 1, "test"),
                recipientNo,
                (short) 1,
                1,
                "86138" + (10_000_000 + recipientNo),
                "预警",
                1,
                (byte) 0,
                Instant.now().plusSeconds(3_600),
                Duty.PUBLIC);
    }
}
