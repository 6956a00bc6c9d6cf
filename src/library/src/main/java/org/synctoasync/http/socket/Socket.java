package org.synctoasync.http.socket;

import graphql.ExecutionResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.http.answer.Answer;
import org.synctoasync.http.exchange.GoneClients;
import org.synctoasync.http.exchange.Handover;
import org.synctoasync.http.exchange.Safely;
import org.synctoasync.http.execute.ConnectionInit;
import org.synctoasync.http.execute.PersistedDocuments;
import org.synctoasync.http.execute.SocketCaller;
import org.synctoasync.http.request.HttpRequest;
import org.synctoasync.http.request.MediaTypes;
import org.synctoasync.http.request.RequestError;
import org.synctoasync.http.request.RequestReader;

/**
 * One socket of the protocol <a
 * href="https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md">graphql-transport-ws</a>.
 *
 * <p><b>Threading:</b> messages arrive one at a time; responses, and the end, come from any thread.
 */
final class Socket implements SocketOperation.Receiver {
    private static final System.Logger LOG = System.getLogger(Socket.class.getName());

    /** How many messages may wait to be sent, in addition to one for each operation. */
    private static final int MOST_WAITING = 100;

    /** How many heartbeats may pass while the client sends nothing and no response is sent to it. */
    private static final int PATIENCE = 3;

    /** The same while responses are sent: a slow client may have much to read before it reaches a ping. */
    private static final int LONG_PATIENCE = 20;

    private static final Runnable NOTHING = () -> {};

    private final Session session;
    private final Handshake handshake;
    private final Sockets.Shared shared;
    private final Consumer<Socket> released;
    private final Outbox outbox;
    private final GoneClients.Watch watch;
    private final Map<String, SocketOperation> operations = new ConcurrentHashMap<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Handover handover;
    private final long opened = System.nanoTime();
    private volatile @Nullable Map<String, Object> init;
    private volatile boolean acknowledged;
    private volatile long heard = opened;
    private volatile long sent = opened;
    private volatile long pinged = opened;

    Socket(Session session, Handshake handshake, Sockets.Shared shared, Consumer<Socket> released) {
        this.session = session;
        this.handshake = handshake;
        this.shared = shared;
        this.released = released;
        this.handover = new Handover(shared.beside());
        this.outbox = new Outbox(
                session.getAsyncRemote(), shared.threads(), shared.mostOperations() + MOST_WAITING, this::cut);
        this.watch = shared.execution()
                .clients()
                .watch(handshake.client(), () -> cut(new IOException("The client has gone")));
    }

    /** Closes a socket whose client uses another protocol. */
    void opened() {
        if (!SocketConfigurator.PROTOCOL.equals(session.getNegotiatedSubprotocol())) {
            close(SocketClose.BAD_PROTOCOL, "Subprotocol not acceptable");
        }
    }

    /** Notes that the client is alive. */
    void heard() {
        heard = System.nanoTime();
    }

    /** Processes a message. */
    void message(String text) {
        if (over.get()) {
            return;
        }
        heard();
        try {
            take(shared.reader().ofMessage(text));
        } catch (Throwable failure) {
            close(SocketClose.codeOf(failure), RequestError.failure(failure).message());
        }
    }

    private void take(Map<String, Object> message) throws RequestError {
        switch (String.valueOf(message.get("type"))) {
            case "connection_init" -> init(payload(message));
            case "ping" -> outbox.send(shared.writer().message("pong", null, payload(message)), NOTHING);
            case "pong" -> payload(message);
            case "subscribe" -> subscribe(id(message), message.get("payload"));
            case "complete" ->
                Optional.ofNullable(operations.remove(id(message))).ifPresent(SocketOperation::cancel);
            default -> throw RequestError.malformed("The message has no type that a client may send");
        }
    }

    private static @Nullable Map<String, Object> payload(Map<String, Object> message) throws RequestError {
        return RequestReader.map("payload", message.get("payload"));
    }

    private static String id(Map<String, Object> message) throws RequestError {
        if (message.get("id") instanceof String id && !id.isEmpty()) {
            return id;
        }
        throw RequestError.malformed("The message has no 'id'");
    }

    private void init(@Nullable Map<String, Object> payload) {
        if (init != null) {
            close(SocketClose.SECOND_INIT, "Too many initialisation requests");
            return;
        }
        Map<String, Object> said = payload == null ? Map.of() : payload;
        init = said;
        if (shared.accepts(said, handshakeRequest(), handshake.origin())) {
            session.getUserProperties().put(ConnectionInit.PAYLOAD, said);
            acknowledged = true;
            outbox.send(shared.writer().message("connection_ack", null, null), NOTHING);
        } else {
            close(SocketClose.FORBIDDEN, "Forbidden");
        }
    }

    private void subscribe(String id, @Nullable Object payload) throws RequestError {
        if (!acknowledged) {
            close(SocketClose.UNAUTHORIZED, "Unauthorized");
            return;
        }
        HttpRequest request = RequestReader.ofValue(payload);
        if (!PersistedDocuments.isSentOrNamed(request)) {
            throw RequestError.malformed("The payload has no 'query'");
        }
        SocketOperation operation = new SocketOperation(id, this);
        if (operations.putIfAbsent(id, operation) != null) {
            close(SocketClose.ID_IN_USE, "Subscriber for " + id + " already exists");
        } else if (operations.size() > shared.mostOperations()) {
            error(operation, RequestError.response(tooMany()));
        } else {
            execute(request, operation);
        }
        if (over.get()) {
            operation.cancel(); // the socket may have ended before the operation was listed
        }
    }

    private RequestError tooMany() {
        String setting = DoorSetting.MAX_SOCKET_OPERATIONS.key();
        return RequestError.tooLarge(422, "The socket in operations", shared.mostOperations(), setting);
    }

    private void execute(HttpRequest request, SocketOperation operation) {
        try {
            Map<String, Object> said = init;
            operation.follow(shared.execution()
                    .execute(
                            request,
                            new SocketCaller(
                                    handshake.origin(),
                                    handshake.identity(),
                                    () -> shared.contexts().build(session, handshakeRequest()),
                                    handshake.locale(),
                                    said == null ? Map.of() : said)));
        } catch (Throwable refused) {
            error(operation, RequestError.response(refused));
        }
    }

    private HandshakeRequest handshakeRequest() {
        return (HandshakeRequest)
                Objects.requireNonNull(session.getUserProperties().get(HandshakeRequest.class.getName()));
    }

    @Override
    public void answer(SocketOperation operation, ExecutionResult answer) {
        if (operations.get(operation.id()) == operation) {
            Answer payload = shared.writer().answer(answer, MediaTypes.RESPONSE);
            outbox.send(shared.writer().message("next", operation.id(), payload), () -> {
                sent = System.nanoTime();
                operation.next();
            });
        }
    }

    @Override
    public void complete(SocketOperation operation) {
        if (operations.remove(operation.id(), operation)) {
            outbox.send(shared.writer().message("complete", operation.id(), null), NOTHING);
        }
    }

    @Override
    public void error(SocketOperation operation, ExecutionResult errors) {
        if (operations.remove(operation.id(), operation)) {
            outbox.send(shared.writer().errorMessage(operation.id(), errors), NOTHING);
        }
    }

    /**
     * Checks whether the client is alive; to be called about twice a second. The check only decides; another thread
     * closes and sends.
     */
    void check() {
        long now = System.nanoTime();
        if (init == null && now - opened > shared.initNanos()) {
            handover.execute(() -> close(SocketClose.INIT_TIMEOUT, "Connection initialisation timeout"));
        } else if (now - Math.max(heard, sent) > PATIENCE * shared.heartbeatNanos()
                || now - heard > LONG_PATIENCE * shared.heartbeatNanos()) {
            handover.execute(() -> cut(new IOException("The client is silent")));
        } else if (now - Math.max(heard, pinged) > shared.heartbeatNanos()) {
            pinged = now;
            handover.execute(outbox::ping);
        }
    }

    /** Closes the socket. */
    void close(int code, String reason) {
        if (over.compareAndSet(false, true)) {
            try {
                end();
            } finally {
                SocketClose.close(session, code, reason);
            }
        }
    }

    /** Closes the socket of a client that is gone or does not respond. */
    private void cut(Throwable why) {
        LOG.log(Level.DEBUG, "A socket is given up", why);
        close(SocketClose.TRY_AGAIN_LATER, "The client is silent, or does not read; it may connect again");
    }

    /** Releases everything that belongs to a closed socket. */
    void release() {
        if (over.compareAndSet(false, true)) {
            end();
        }
    }

    private void end() {
        watch.stop();
        outbox.close();
        operations.values().forEach(each -> Safely.run("The cancelling of an operation", each::cancel));
        operations.clear();
        released.accept(this);
    }
}
