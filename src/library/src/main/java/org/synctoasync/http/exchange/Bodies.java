package org.synctoasync.http.exchange;

import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.Setting;
import org.synctoasync.deployment.Settings;
import org.synctoasync.http.request.ConnectionHeader;
import org.synctoasync.http.request.MediaTypes;
import org.synctoasync.http.request.RequestError;

/**
 * Reads the bodies of requests, and rejects bodies that are too long or take too long. The connection of a body that
 * takes too long is left to the server; it occupies no thread.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
public final class Bodies {
    private static final long LINGER_NANOS = Duration.ofSeconds(2).toNanos();

    private final Bound ofRequests;
    private final Bound ofUploads;
    private final Executor beside;
    private final Map<BodyReader, Runnable> open = new ConcurrentHashMap<>();
    private final Map<Exchange, Long> lingering = new ConcurrentHashMap<>();

    /** The maximum length of a body and the maximum time it may take to arrive, with the settings that define them. */
    private record Bound(long most, Setting<Long> size, Duration longest, Setting<Duration> time) {
        Bound(Settings settings, Setting<Long> size, Setting<Duration> time) {
            this(settings.get(size), size, settings.get(time), time);
        }

        RequestError tooLong() {
            return RequestError.tooLarge(413, "The body in bytes", most, size.key());
        }

        RequestError late() {
            return RequestError.endless(
                    408,
                    "BODY_TIMEOUT",
                    "The body has not come within " + longest.toMillis() + " ms; the setting is " + time.key());
        }
    }

    /**
     * Makes the reader of an application's bodies.
     *
     * @param beside gives threads to the rejection of late bodies
     */
    public Bodies(Settings settings, Executor beside) {
        this.beside = beside;
        ofRequests = new Bound(settings, DoorSetting.MAX_BODY_SIZE, DoorSetting.BODY_TIMEOUT);
        ofUploads = new Bound(settings, DoorSetting.MAX_UPLOAD_SIZE, DoorSetting.UPLOAD_TIMEOUT);
    }

    /** Rejects a body whose declared length exceeds the maximum. */
    public void checkLength(Exchange exchange) throws RequestError {
        Bound bound = MediaTypes.isForm(exchange.request().getContentType()) ? ofUploads : ofRequests;
        if (exchange.request().getContentLengthLong() > bound.most()) {
            throw bound.tooLong();
        }
    }

    /**
     * Reads a body: at once if all of it has arrived with the request's headers, as with most requests; otherwise as it
     * arrives. If the body cannot be read, the exchange is answered with the error.
     *
     * @param whole receives the body, on one of the server's threads for requests
     */
    public void read(Exchange exchange, Consumer<byte[]> whole) throws IOException {
        ServletInputStream in = exchange.request().getInputStream();
        long length = exchange.request().getContentLengthLong();
        if (length > 0 && length <= in.available()) {
            byte[] body = in.readNBytes((int) length);
            exchange.bodyEnded();
            whole.accept(body);
            return;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        read(exchange, body, ofRequests, () -> whole.accept(body.toByteArray()));
    }

    /**
     * Reads a body with files as it arrives.
     *
     * @param whole runs after all of the body has been written, on one of the server's threads for requests
     */
    public void read(Exchange exchange, OutputStream body, Runnable whole) throws IOException {
        read(exchange, body, ofUploads, whole);
    }

    private void read(Exchange exchange, OutputStream body, Bound bound, Runnable whole) throws IOException {
        ServletInputStream in = exchange.request().getInputStream();
        Receiver receiver = new Receiver(exchange, bound, whole);
        BodyReader reader =
                new BodyReader(in, body, bound.most(), bound.longest().toNanos(), receiver);
        open.put(reader, receiver::late);
        in.setReadListener(reader);
    }

    /**
     * Discards an unwanted body if all of it has arrived. Otherwise the response closes the connection, so that the
     * client sends no further request behind the body: the response is sent before the body's end, and Payara sometimes
     * does not read a request that follows.
     */
    public void skip(Exchange exchange) throws IOException {
        if (!exchange.isBodyOpen()) {
            return;
        }
        ServletInputStream in = exchange.request().getInputStream();
        long length = exchange.request().getContentLengthLong();
        if (length > 0 && length <= in.available()) {
            in.skipNBytes(length);
            exchange.bodyEnded();
        } else {
            endConnection(exchange);
        }
    }

    /** Closes the connection, so that the rest of the body is not read as a request. */
    private static void endConnection(Exchange exchange) {
        ConnectionHeader.set(exchange.request(), exchange.response(), "Connection", "close");
    }

    /** Discards the body of a request that has been answered. */
    public void discard(Exchange exchange) {
        try {
            ServletInputStream in = exchange.request().getInputStream();
            in.setReadListener(new BodyReader(in, null, 0, 0, new Receiver(exchange, ofRequests, () -> {})));
        } catch (Throwable unreadable) {
            exchange.abandon(unreadable);
        }
    }

    /** Looks for late bodies and for exchanges to complete; to be called about twice a second. */
    public void check() {
        open.forEach((body, late) -> {
            boolean isLate = body.isLate();
            if ((body.isEnded() || isLate) && open.remove(body) != null && isLate) {
                beside.execute(late);
            }
        });
        lingering.forEach((exchange, end) -> {
            if (System.nanoTime() - end > 0 && lingering.remove(exchange) != null) {
                beside.execute(exchange::bodyEnded);
            }
        });
    }

    /** Receives the events of one body. */
    private final class Receiver implements BodyReader.Receiver {
        private final Exchange exchange;
        private final Bound bound;
        private final Runnable taker;

        Receiver(Exchange exchange, Bound bound, Runnable taker) {
            this.exchange = exchange;
            this.bound = bound;
            this.taker = taker;
        }

        /** On WildFly, this is called by a thread that serves many connections. */
        @Override
        public void whole() {
            exchange.bodyEnded();
            exchange.start(taker);
        }

        @Override
        public void tooLong() {
            exchange.fail(bound.tooLong());
        }

        @Override
        public void unkept(Throwable reason) {
            endConnection(exchange);
            exchange.fail(reason);
        }

        /**
         * Gives an answered client time to read its response, because closing the connection at once may lose the
         * response.
         */
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
            exchange.fail(bound.late());
        }
    }
}
