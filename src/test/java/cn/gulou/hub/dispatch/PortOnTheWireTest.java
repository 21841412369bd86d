package cn.gulou.hub.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.alert.SubmissionState;
import cn.gulou.hub.simulator.RecordedSubmit;
import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a port's settings do on the wire, as the message centre sees it. */
class PortOnTheWireTest {
    private static final String LONG = "市气象台发布大风黄色预警信号，请注意防范。".repeat(5);

    @TempDir
    private Path folder;

    private final List<PipelinedSession> sessions = new ArrayList<>();
    private Smsc smsc;
    private Port port;

    @BeforeEach
    void open() {
        smsc = Smsc.start(SimulatorSettings.onAnyPort("record", "10", "password", "demo"));
    }

    @AfterEach
    void close() {
        sessions.forEach(PipelinedSession::cutOff);
        smsc.close();
    }

    @Test
    void aLongTextGoesWholeInMessagePayload() throws Exception {
        RecordedSubmit submit = submitted(LONG, "hub.ports[0].long-text", "message-payload");
        assertThat(submit.text()).isEqualTo(LONG);
        assertThat(submit.esmClass()).isZero();
        assertThat(submit.dataCoding()).isEqualTo(8);
    }

    @Test
    void theCarrierIsToldTheExpiryAsThePortSays() throws Exception {
        assertThat(submitted("短", "hub.ports[0].validity", "none").validityPeriod())
                .isEmpty();
        assertThat(submitted("短", "hub.ports[0].validity", "absolute").validityPeriod())
                .matches("\\d{12}000\\+");
        assertThat(submitted("短").validityPeriod()).matches("00000000595\\d000R");
    }

    @Test
    void thePasswordComesFromItsFile() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "demo\n");
        submitted("短", "hub.ports[0].password", "", "hub.ports[0].password-file", file.toString());
    }

    @Test
    void sessionsOfTwoBindsSubmitOverOneAndReceiveOverTheOther() throws Exception {
        DispatchSettings settings = settings(smsc.port(), "hub.ports[0].bind-type", "transmitter-receiver");
        port = new Port(settings.ports().get(0), settings.dispatch());
        assertThat(port.binds()).hasSize(2);
        bind(settings, 0);
        bind(settings, 1);
        assertThat(sessions.get(0).getSessionState().isTransmittable()).isTrue();
        assertThat(sessions.get(0).getSessionState().isReceivable()).isFalse();
        assertThat(sessions.get(1).getSessionState().isTransmittable()).isFalse();
        assertThat(port.boundSessions()).isEqualTo(1);
    }

    @Test
    void overTlsTheCertificateMustNameTheHost() throws Exception {
        Path right = TlsFront.certificate(folder, "localhost");
        Path wrong = TlsFront.certificate(folder, "elsewhere.example");
        try (TlsFront front = new TlsFront(right, smsc.port())) {
            assertThat(submitted(front.port(), "短", secured(right)).text()).isEqualTo("短");
        }
        try (TlsFront front = new TlsFront(wrong, smsc.port())) {
            assertThatThrownBy(() -> submitted(front.port(), "短", secured(wrong)))
                    .isInstanceOf(IOException.class);
            assertThat(port.link(0).trouble()).contains("does not name the host");
        }
    }

    @Test
    void overTlsNobodyElsesCertificateIsBelieved() throws Exception {
        Path right = TlsFront.certificate(folder, "localhost");
        try (TlsFront front = new TlsFront(right, smsc.port())) {
            assertThatThrownBy(() -> submitted(front.port(), "短", "hub.ports[0].tls", "true"))
                    .isInstanceOf(IOException.class);
            assertThat(port.link(0).trouble()).contains("certificate is not trusted");
        }
    }

    @ParameterizedTest
    @CsvSource({"drill, PUBLIC", "whole-network, DRILL", "targeted, DRILL", "whole-network, UNLISTED"})
    void aDrillAndThePublicNeverMeetOnTheWire_andThePortStandsStill(String kind, Duty duty) throws Exception {
        assertThat(outcome(duty, "hub.ports[0].kind", kind).state())
                .isEqualTo(duty == Duty.UNLISTED ? SubmissionState.REJECTED : SubmissionState.PENDING);
        assertThat(smsc.recorded()).isEmpty();
        assertThat(port.fault()).isNotNull();
        assertThat(port.mayWork()).isFalse();
    }

    @Test
    void aDrillReachesNoNumberThatIsOffTheList() throws Exception {
        Outcome outcome = outcome(Duty.UNLISTED, "hub.ports[0].kind", "drill");
        assertThat(outcome.state()).isEqualTo(SubmissionState.REJECTED);
        assertThat(outcome.reason()).isEqualTo("not-a-drill-number");
        assertThat(smsc.recorded()).isEmpty();
        assertThat(port.fault()).isNull();
    }

    private static String[] secured(Path store) {
        return new String[] {
            "hub.ports[0].tls",
            "true",
            "hub.dispatch.trust-store",
            store.toString(),
            "hub.dispatch.trust-store-password",
            TlsFront.PASSWORD
        };
    }

    private RecordedSubmit submitted(String text, String... changes) throws Exception {
        return submitted(smsc.port(), text, changes);
    }

    private RecordedSubmit submitted(int smscPort, String text, String... changes) throws Exception {
        assertThat(outcome(smscPort, text, Duty.PUBLIC, changes).state()).isEqualTo(SubmissionState.SUBMITTED);
        return smsc.recorded().get(0);
    }

    private Outcome outcome(Duty duty, String... changes) throws Exception {
        return outcome(smsc.port(), "短", duty, changes);
    }

    private Outcome outcome(int smscPort, String text, Duty duty, String... changes) throws Exception {
        DispatchSettings settings = settings(smscPort, changes);
        port = new Port(settings.ports().get(0), settings.dispatch());
        smsc.reset();
        bind(settings, 0);
        Segment segment = new Segment(
                new ClaimKey(1, 1, 1, "test"),
                1,
                (short) 1,
                1,
                "8613800000001",
                text,
                1,
                (byte) 0,
                Instant.now().plusSeconds(3_600),
                duty);
        Answers.Table answers = new Answers().of(port.settings().answers());
        new Submit(port, port.link(0), answers, settings.dispatch(), Clock.systemUTC())
                .send(sessions.get(sessions.size() - 1), segment);
        await().until(() -> !port.answers().next(1).isEmpty());
        return port.answers().next(1).get(0);
    }

    private static DispatchSettings settings(int smscPort, String... changes) {
        return TestSettings.withPort(smscPort, changes);
    }

    private void bind(DispatchSettings settings, int number) throws IOException {
        PortConnections connections = new PortConnections(
                settings.dispatch().bindTimeout(),
                port.settings().tls()
                        ? TrustStore.sockets(
                                settings.dispatch().trustStore(),
                                settings.dispatch().trustStorePassword())
                        : null);
        PipelinedSession session = new PipelinedSession(connections, port, port.link(number), settings.dispatch());
        session.setTransactionTimer(5_000);
        session.addSessionStateListener(port.link(number));
        sessions.add(session);
        session.connectAndBind(
                "localhost",
                port.settings().port(),
                new BindParameter(
                        BindType.BIND_TRX,
                        "gulou",
                        null,
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        ""));
    }
}
