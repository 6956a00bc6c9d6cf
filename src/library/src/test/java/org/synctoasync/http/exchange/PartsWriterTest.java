package org.synctoasync.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.synctoasync.deployment.Faults;
import org.synctoasync.deployment.Settings;

/** A response in parts: how parts are requested, written and aborted. */
class PartsWriterTest {
    private final Out out = new Out();
    private final Source source = new Source();
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private final OpenResponses streams =
            new OpenResponses(Settings.read(key -> null, List.of(), new Faults()), Runnable::run, Runnable::run);

    /** Each part is flushed separately, and the next one is requested after that. */
    @Test
    void partsAreWrittenOneByOne() {
        PartsWriter writer = start();
        assertThat(source.asked).isZero();
        out.open(1000);
        assertThat(source.asked).isEqualTo(1);
        writer.write(bytes("one"));
        assertThat(out.flushed()).isEqualTo("one");
        assertThat(source.asked).isEqualTo(2);
        writer.write(bytes("two"));
        writer.end();
        assertThat(out.flushed()).isEqualTo("onetwo");
        assertThat(ends).containsExactly("released", "end");
    }

    /** If a client does not read, nothing is written to it and nothing more is requested from the source. */
    @Test
    void aSlowClientHoldsTheSourceBack() {
        PartsWriter writer = start();
        out.open(1);
        writer.write(bytes("a long part"));
        assertThat(source.asked).isEqualTo(1);
        out.open(0); // the callback comes although nothing can be written
        assertThat(source.asked).isEqualTo(1);
        out.open(2);
        assertThat(out.flushed()).isEqualTo("a long part");
        assertThat(source.asked).isEqualTo(2);
        writer.write(bytes("the last"));
        writer.end();
        assertThat(ends).isEmpty();
        out.open(1000);
        assertThat(ends).containsExactly("released", "end");
    }

    /** A source that provides each part at once on request does not deepen the stack. */
    @Test
    void aSourceThatGivesAtOnceIsNotCalledDeeper() {
        source.atOnce = 100_000;
        start();
        out.open(Integer.MAX_VALUE);
        assertThat(out.flushed()).hasSize(100_000);
        assertThat(ends).containsExactly("released", "end");
    }

    /**
     * The source is released once, whatever ends the writing: the server's error, the application's, or a failed write.
     */
    @Test
    void theSourceIsReleasedWhateverHappens() {
        PartsWriter told = start();
        told.onError(new IOException("the server's word"));
        told.fail(new IOException("once more"));
        assertThat(ends).containsExactly("released", "the server's word");
        ends.clear();
        start().fail(new IOException("ours"));
        assertThat(ends).containsExactly("released", "ours");
        ends.clear();
        PartsWriter failing = start();
        out.open(1000);
        out.broken = true;
        failing.write(bytes("unseen"));
        assertThat(ends).containsExactly("released", "broken pipe");
    }

    /** A silent connection gets a heartbeat, and the requested part follows it. */
    @Test
    void silenceIsBroken() {
        PartsWriter writer = start();
        writer.beat(Runnable::run);
        out.open(1000);
        writer.beat(Runnable::run);
        writer.beat(Runnable::run);
        assertThat(out.flushed()).isEqualTo("--");
        writer.write(bytes("part"));
        assertThat(out.flushed()).isEqualTo("--part");
        assertThat(source.asked).isEqualTo(2);
    }

    /** A client that reads nothing for two heartbeats is disconnected. A client that reads slowly is not. */
    @Test
    void aClientThatReadsNothingIsGivenUp() {
        PartsWriter writer = start();
        out.open(2);
        writer.write(bytes("x"));
        for (int i = 0; i < 5; i++) {
            writer.beat(Runnable::run);
            out.open(2);
            writer.write(bytes("x"));
        }
        assertThat(ends).isEmpty();
        out.open(1);
        writer.write(bytes("x"));
        writer.beat(Runnable::run);
        writer.beat(Runnable::run);
        writer.beat(Runnable::run);
        assertThat(ends).containsExactly("released", "The client does not read");
    }

    /** When the application is stopped, all streams end, even those that start later. */
    @Test
    void allStreamsEnd() {
        start();
        streams.close();
        assertThat(ends).containsExactly("released", "The application is being stopped");
        ends.clear();
        start();
        assertThat(ends).containsExactly("released", "The application is being stopped");
    }

    /**
     * Parts, heartbeats and the server's callbacks come on separate threads; no output is lost, duplicated or mixed.
     */
    @Test
    void threadsDoNotGetInEachOthersWay() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        source.atOnce = 20_000;
        source.threads = threads;
        start();
        while (ends.isEmpty()) {
            out.open(1);
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(out.flushed().replace("-", "")).hasSize(20_000);
        assertThat(ends).containsExactly("released", "end");
    }

    private PartsWriter start() {
        return PartsWriter.start(
                out, source, streams, failure -> ends.add(failure == null ? "end" : failure.getMessage()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private final class Source implements Parts {
        private volatile int asked;
        private int atOnce;
        private @Nullable ExecutorService threads;

        @Override
        public void next(PartsWriter writer) {
            asked++;
            if (atOnce > 0 && threads != null) {
                threads.execute(() -> give(writer));
            } else if (atOnce > 0) {
                give(writer);
            }
        }

        private void give(PartsWriter writer) {
            boolean last = --atOnce == 0;
            if (threads != null) {
                writer.beat(Runnable::run);
            }
            writer.write(bytes("x"));
            if (last) {
                writer.end();
            }
        }

        @Override
        public void release() {
            ends.add("released");
        }

        @Override
        public byte[] heartbeat() {
            return bytes("-");
        }
    }

    /** A stream that is ready for a given number of calls. */
    private static final class Out extends ServletOutputStream {
        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private int flushed;
        private volatile int ready;
        private boolean broken;
        private volatile @Nullable WriteListener listener;

        void open(int calls) {
            synchronized (this) {
                ready = calls;
            }
            try {
                listener.onWritePossible();
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
        }

        synchronized String flushed() {
            return held.toString(StandardCharsets.US_ASCII).substring(0, flushed);
        }

        @Override
        public synchronized boolean isReady() {
            return ready > 0;
        }

        @Override
        public void setWriteListener(WriteListener set) {
            listener = set;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int count) throws IOException {
            use();
            held.write(bytes, offset, count);
        }

        @Override
        public synchronized void flush() throws IOException {
            use();
            flushed = held.size();
        }

        private void use() throws IOException {
            assertThat(ready).as("written though not ready").isPositive();
            ready--;
            if (broken) {
                throw new IOException("broken pipe");
            }
        }
    }
}
