package cn.gulou.hub.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jsmpp.bean.Command;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

class DeliveriesTest {
    private static final int DELIVER_SM = 5;
    private static final int WAITING = 1000;
    private static final int RESPONSE = 0x80000000;

    private final Deliveries deliveries =
            new Deliveries(TestSettings.withPort(2775, "hub.dispatch.deliveries-waiting", String.valueOf(WAITING)));
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final List<Integer> writes = new ArrayList<>();
    private final Consumer<byte[]> line = pdus -> {
        writes.add(pdus.length);
        wire.writeBytes(pdus);
    };

    /** An answer as it stands on the wire. */
    private record Answer(int command, int status, int sequence) {}

    @Test
    void answersNothing_beforeItIsStored() throws Exception {
        arrive(1);
        deliveries.take();
        assertThat(answers()).isEmpty();
        deliveries.stored();
        assertThat(answers()).containsExactly(new Answer(DELIVER_SM | RESPONSE, 0, 1));
    }

    @Test
    void answersAllOfALineInOneWrite() throws Exception {
        arrive(1, 2, 3);
        assertThat(deliveries.take()).hasSize(3);
        deliveries.stored();
        assertThat(answers()).extracting(Answer::sequence).containsExactly(1, 2, 3);
        assertThat(writes).hasSize(1);
    }

    @Test
    void asksForAllOfItAgain_whenTheDatabaseIsAway() throws Exception {
        arrive(1, 2);
        deliveries.take();
        deliveries.unavailable(new DataAccessResourceFailureException("away"));
        assertThat(answers()).extracting(Answer::status).containsExactly(0x64, 0x64);
        assertThat(deliveries.take()).isEmpty();
    }

    @Test
    void doesNotLetTheOthersWaitAsLongAgain_whenTheDatabaseIsAway() throws Exception {
        arrive(1);
        deliveries.take();
        arrive(2, 3);
        deliveries.unavailable(new DataAccessResourceFailureException("away"));
        assertThat(answers()).extracting(Answer::status).containsExactly(0x64, 0x64, 0x64);
    }

    @Test
    void keepsNoMoreOctetsThanItShould_howeverFewTheyAre() throws Exception {
        byte[] fields = new byte[69_000];
        int sequence = 0;
        while (answers().isEmpty()) {
            arrive(++sequence, fields);
        }
        assertThat(sequence).isBetween(900, WAITING - 10);
        assertThat(answers().get(0).status()).isEqualTo(0x14);
        int taken = deliveries.take().size();
        assertThat(taken).isLessThan(200);
        deliveries.stored();
        arrive(++sequence, fields);
        assertThat(answers()).hasSize(1 + taken);
    }

    @Test
    void refusesTheOneThatCannotBeStored_andNoOther() throws Exception {
        arrive(1, 2, 3);
        deliveries.take();
        deliveries.failed(new DataIntegrityViolationException("one of them"));
        assertThat(answers()).isEmpty();
        for (int sequence = 1; sequence <= 3; sequence++) {
            assertThat(deliveries.take()).hasSize(1);
            if (sequence == 2) {
                deliveries.failed(new DataIntegrityViolationException("this one"));
            } else {
                deliveries.stored();
            }
        }
        assertThat(answers()).extracting(Answer::status).containsExactly(0, 0x64, 0);
    }

    @Test
    void refusesWhatIsTooMuch_andKeepsTheRest() throws Exception {
        for (int sequence = 1; sequence <= WAITING + 1; sequence++) {
            arrive(sequence);
        }
        assertThat(answers()).containsExactly(new Answer(DELIVER_SM | RESPONSE, 0x14, WAITING + 1));
        assertThat(deliveries.take()).isNotEmpty();
    }

    private void arrive(int... sequences) {
        for (int sequence : sequences) {
            arrive(sequence, new byte[17]);
        }
    }

    private void arrive(int sequence, byte[] fields) {
        Command header = new Command();
        header.setCommandId(DELIVER_SM);
        header.setSequenceNumber(sequence);
        byte[] pdu = RogueSmsc.pdu(DELIVER_SM, sequence, fields);
        deliveries.add(new Delivery(RawDelivery.read("p", pdu), line, header));
    }

    private List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        ByteBuffer pdus = ByteBuffer.wrap(wire.toByteArray());
        while (pdus.hasRemaining()) {
            assertThat(pdus.getInt()).isEqualTo(17);
            answers.add(new Answer(pdus.getInt(), pdus.getInt(), pdus.getInt()));
            assertThat(pdus.get()).isZero();
        }
        return answers;
    }
}
