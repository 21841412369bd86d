package cn.gulou.hub.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LineWriterTest {
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger counted = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicInteger countedWhenBroken = new AtomicInteger();
    private final CountDownLatch free = new CountDownLatch(1);
    private final AtomicInteger givenUp = new AtomicInteger();
    private volatile boolean stuck;
    private volatile boolean cut;

    private final LineWriter writer = new LineWriter("test", new LineWriter.Line() {
        @Override
        public void write(byte[] pdus) throws IOException {
            writes.incrementAndGet();
            waitWhileStuck();
            if (cut) {
                throw new IOException("cut");
            }
            wire.writeBytes(pdus);
        }

        @Override
        public void written(int segments) {
            counted.addAndGet(segments);
        }

        @Override
        public void broken() {
            countedWhenBroken.set(counted.get());
            broken.incrementAndGet();
        }

        @Override
        public void stuck() {
            givenUp.incrementAndGet();
            writer().end();
        }
    });

    private LineWriter writer() {
        return writer;
    }

    private void waitWhileStuck() throws IOException {
        try {
            if (stuck) {
                free.await();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void writesInOrder_asMuchAtOnceAsCameMeanwhile() {
        stuck = true;
        writer.write(new byte[] {1}, 1);
        await().until(() -> writes.get() == 1);
        for (byte pdu = 2; pdu <= 50; pdu++) {
            writer.write(new byte[] {pdu}, 1);
        }
        stuck = false;
        free.countDown();
        await().until(() -> counted.get() == 50);
        assertThat(writes.get()).isEqualTo(2);
        assertThat(wire.toByteArray()).hasSize(50).isSorted();
    }

    @Test
    void whoeverHandsInIsNotHeldUp_whenTheLineIsStuck() {
        stuck = true;
        for (int n = 0; n < 1_000; n++) {
            assertThat(writer.write(new byte[100], 1)).isTrue();
        }
        free.countDown();
        await().until(() -> counted.get() == 1_000);
    }

    @Test
    void aLineThatNobodyReadsIsGivenUp_beforeWhatWaitsFillsTheHeap() {
        stuck = true;
        byte[] answers = new byte[1 << 20];
        for (int n = 0; n < 40; n++) {
            writer.write(answers, 0);
        }
        assertThat(givenUp.get()).isEqualTo(1);
        assertThat(writer.write(answers, 3)).isFalse();
        assertThat(counted.get()).isEqualTo(3);
        free.countDown();
        // what is held and what is being written, together
        await().until(() -> wire.size() == 16 << 20);
    }

    @Test
    void everySegmentIsCountedOnce_whenTheLineBreaks() {
        stuck = true;
        writer.write(new byte[1], 3);
        await().until(() -> writes.get() == 1);
        writer.write(new byte[1], 4);
        cut = true;
        free.countDown();
        await().until(() -> broken.get() > 0);
        assertThat(counted.get()).isEqualTo(7);
        assertThat(countedWhenBroken.get()).as("binding anew may take long").isEqualTo(7);
        assertThat(writer.write(new byte[1], 5)).isFalse();
        assertThat(counted.get()).isEqualTo(12);
    }

    @Test
    void nothingIsTakenAfterTheEnd_andWhatWasTakenIsCounted() {
        stuck = true;
        writer.write(new byte[1], 1);
        writer.write(new byte[1], 2);
        writer.end();
        free.countDown();
        await().until(() -> counted.get() == 3);
        assertThat(writer.write(new byte[1], 4)).isFalse();
        assertThat(counted.get()).isEqualTo(7);
    }
}
