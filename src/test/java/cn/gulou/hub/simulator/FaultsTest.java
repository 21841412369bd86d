package cn.gulou.hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private Smsc smsc;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        smsc = Smsc.start(SimulatorSettings.onAnyPort());
        client = RawClient.bound(smsc.port(), "hub");
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        smsc.close();
    }

    @Test
    void hangsUpWithReset() {
        smsc.dropWithReset();
        assertThatThrownBy(() -> client.atEnd()).isInstanceOf(IOException.class).hasMessageContaining("reset");
        assertThat(smsc.counts().sessions()).isZero();
    }

    @Test
    void hangsUpPolitely() throws Exception {
        smsc.drop();
        assertThat(client.atEnd()).isTrue();
    }

    @Test
    void takesConnectionsAgain_afterADrop() throws Exception {
        smsc.drop();
        RawClient next = RawClient.bound(smsc.port(), "hub");
        assertThat(smsc.counts().sessions()).isEqualTo(1);
        next.close();
    }

    @Test
    void swallowsSubmits_whileSilent() throws Exception {
        smsc.goSilent();
        submit(2);
        client.send(RawClient.pdu(Pdu.ENQUIRE_LINK, 3, new byte[0]));
        await().until(() -> smsc.counts().total().swallowed() == 1);
        smsc.resume();
        client.send(RawClient.pdu(Pdu.ENQUIRE_LINK, 4, new byte[0]));
        assertThat(client.receive().sequence()).isEqualTo(4);
        assertThat(smsc.counts().total().accepted()).isZero();
    }

    @Test
    void keepsAnswersBack_whileHolding_andSendsThemOnResume() throws Exception {
        smsc.holdSubmits();
        submit(2);
        client.send(RawClient.pdu(Pdu.ENQUIRE_LINK, 3, new byte[0]));
        assertThat(client.receive().sequence()).isEqualTo(3);
        assertThat(smsc.counts().submitsHeld()).isEqualTo(1);
        assertThat(smsc.counts().total().accepted()).isEqualTo(1);
        smsc.resume();
        assertThat(client.receive().sequence()).isEqualTo(2);
        assertThat(client.receive().command()).isEqualTo(Pdu.DELIVER_SM);
    }

    @Test
    void stillDelivers_whatWasHeldWhenTheLinkFell() throws Exception {
        smsc.holdSubmits();
        submit(2);
        await().until(() -> smsc.counts().submitsHeld() == 1);
        smsc.dropWithReset();
        smsc.resume();
        try (RawClient next = RawClient.bound(smsc.port(), "hub")) {
            assertThat(next.receive().command()).isEqualTo(Pdu.DELIVER_SM);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "100"})
    void keepsReceiptsBack_butNotAnswers_untilResumed(String early) throws Exception {
        smsc.change(Map.of("early-percent", early));
        smsc.holdReceipts();
        submit(2);
        assertThat(client.receive().sequence()).isEqualTo(2);
        client.send(RawClient.pdu(Pdu.ENQUIRE_LINK, 3, new byte[0]));
        assertThat(client.receive().sequence()).isEqualTo(3);
        assertThat(smsc.counts().receiptsWaiting()).isEqualTo(1);
        smsc.resume();
        assertThat(client.receive().command()).isEqualTo(Pdu.DELIVER_SM);
    }

    @Test
    void throttlesEverything_untilResumed() throws Exception {
        smsc.throttleAll();
        submit(2);
        assertThat(client.receive().status()).isEqualTo(Pdu.THROTTLED);
        smsc.resume();
        submit(3);
        assertThat(client.receive().status()).isZero();
    }

    @Test
    void refusesBinds_untilResumed() throws Exception {
        smsc.refuseBinds();
        try (RawClient refused = new RawClient(smsc.port())) {
            refused.send(RawClient.pdu(Pdu.BIND_TRANSCEIVER, 1, RawClient.bind("hub", "")));
            assertThat(refused.receive().status()).isEqualTo(Pdu.BIND_FAILED);
        }
        smsc.resume();
        RawClient.bound(smsc.port(), "hub").close();
        assertThat(smsc.counts().total().binds()).isEqualTo(2);
    }

    @Test
    void takesNoConnection_whileNotListening() throws Exception {
        smsc.stopListening();
        assertThatThrownBy(() -> new RawClient(smsc.port())).isInstanceOf(ConnectException.class);
        client.send(RawClient.pdu(Pdu.ENQUIRE_LINK, 3, new byte[0]));
        assertThat(client.receive().sequence()).isEqualTo(3);
        smsc.resume();
        RawClient.bound(smsc.port(), "hub").close();
    }

    @Test
    void sendsNonsense_andAHeaderWithoutItsPdu() throws Exception {
        smsc.sendGarbage();
        assertThat(client.socket.getInputStream().readNBytes(64)).hasSize(64);
        try (RawClient next = RawClient.bound(smsc.port(), "hub")) {
            smsc.sendOversizeHeader();
            assertThat(java.nio.ByteBuffer.wrap(next.socket.getInputStream().readNBytes(16))
                            .getInt())
                    .isEqualTo(0x7FFFFFF0);
        }
    }

    @Test
    void stillKnowsItsCounts_whenClosed() throws Exception {
        submit(2);
        client.receive();
        smsc.close();
        assertThat(smsc.counts().total().accepted()).isEqualTo(1);
    }

    private void submit(int sequence) throws IOException {
        client.send(RawClient.pdu(
                Pdu.SUBMIT_SM, sequence, RawClient.submit("8613800000001", 1, RawClient.ucs2("预警" + sequence))));
    }
}
