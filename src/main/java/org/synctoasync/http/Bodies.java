package org.synctoasync.http;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.Settings;

/**
 * Takes the bodies of requests in, and refuses those that are too long or take too long. The connection of one that takes too long is
 * left to the server; it costs no thread.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
final class Bodies {
    private static final long LINGER_NANOS = Duration.ofSeconds(2).toNanos();

    private final long most;
    private final Duration longest;
    private final Map<BodyReader, Runnable> open = new ConcurrentHashMap<>();
    private final Map<Exchange, Long> lingering = new ConcurrentHashMap<>();

    Bodies(Settings settings) {
        this.most = settings.get(DoorSetting.MAX_BODY_SIZE);
        this.longest = settings.get(DoorSetting.BODY_TIMEOUT);
    }

    /** Refuses a body that says itself that it is too long. */
    void checkLength(Exchange exchange) throws RequestError {
        if (exchange.request().getContentLengthLong() > most) {
            throw tooLong();
        }
    }

    /**
     * Reads a body: now, if all of it has come with the request's head, as with most requests; else as it comes. The exchange is
     * answered if there is anything amiss.
     *
     * @param whole takes the body, on one of the server's threads for requests
     */
    void read(Exchange exchange, Consumer<byte[]> whole) throws IOException {
        ServletInputStream in = exchange.request().getInputStream();
        long length = exchange.request().getContentLengthLong();
        if (length > 0 && length <= in.available()) {
            byte[] body = in.readNBytes((int) length);
            exchange.bodyEnded();
            whole.accept(body);
            return;
        }
        Receiver receiver = new Receiver(exchange, whole);
        BodyReader reader = new BodyReader(in, most, longest.toNanos(), receiver);
        open.put(reader, receiver::late);
        in.setReadListener(reader);
    }

    /** Throws a body away, for a request that has its answer. */
    void discard(Exchange exchange) {
        try {
            ServletInputStream in = exchange.request().getInputStream();
            in.setReadListener(new BodyReader(in, 0, 0, new Receiver(exchange, body -> {})).discarding());
        } catch (IOException | RuntimeException unreadable) {
            exchange.abandon(unreadable);
        }
    }

    /** Looks for bodies that are late, and for exchanges to complete; to be called about twice a second. */
    void check() {
        open.forEach((body, late) -> {
            boolean isLate = body.isLate();
            if ((body.isEnded() || isLate) && open.remove(body) != null && isLate) {
                late.run();
            }
        });
        lingering.forEach((exchange, end) -> {
            if (System.nanoTime() - end > 0 && lingering.remove(exchange) != null) {
                exchange.bodyEnded();
            }
        });
    }

    private RequestError tooLong() {
        return RequestError.tooLarge(413, "The body in bytes", most, DoorSetting.MAX_BODY_SIZE.key());
    }

    /** What becomes of one body. */
    private final class Receiver implements BodyReader.Receiver {
        private final Exchange exchange;
        private final Consumer<byte[]> taker;

        Receiver(Exchange exchange, Consumer<byte[]> taker) {
            this.exchange = exchange;
            this.taker = taker;
        }

        /** Called by a thread that serves many connections, on WildFly. */
        @Override
        public void whole(byte[] body) {
            exchange.bodyEnded();
            exchange.start(() -> taker.accept(body));
        }

        @Override
        public void tooLong() {
            exchange.fail(Bodies.this.tooLong());
        }

        /** A client that has its answer is given time to read it: a connection that is closed at once may lose it. */
        @Override
        public void lost(Throwable reason) {
            if (exchange.isAnswered()) {
                lingering.put(exchange, System.nanoTime() + LINGER_NANOS);
            } else {
                exchange.abandon(reason);
            }
        }

        @Override
        public void ended() {
            exchange.bodyEnded();
        }

        private void late() {
            exchange.fail(RequestError.endless(
                    408,
                    "BODY_TIMEOUT",
                    "The body has not come within " + longest.toMillis() + " ms; the setting is "
                            + DoorSetting.BODY_TIMEOUT.key()));
        }
    }
}
