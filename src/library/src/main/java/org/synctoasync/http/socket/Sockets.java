package org.synctoasync.http.socket;

import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.Settings;
import org.synctoasync.execution.RequestContext;
import org.synctoasync.graphql.error.InternalErrors;
import org.synctoasync.http.answer.AnswerWriter;
import org.synctoasync.http.execute.ConnectionInit;
import org.synctoasync.http.execute.RequestContexts;
import org.synctoasync.http.execute.RequestExecutor;
import org.synctoasync.http.request.RequestError;
import org.synctoasync.http.request.RequestReader;

/**
 * The open sockets of an application, and the services that they share.
 *
 * <p><b>Threading:</b> may be used by any thread; {@link #check} by one at a time.
 */
public final class Sockets {
    private static final String SETTING = DoorSetting.MAX_SOCKETS.key();

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Shared shared;
    private final long most;
    private final int mostBytes;
    private volatile boolean closed;

    /**
     * The services that all sockets share.
     *
     * @param threads gives threads that may do work, unlike the server's threads for input and output
     * @param beside gives threads to the messages for silent clients, however many requests run
     * @param inits the application's beans that decide whether a client may use a socket
     */
    public record Shared(
            RequestExecutor execution,
            RequestContexts contexts,
            AnswerWriter writer,
            RequestReader reader,
            Executor threads,
            Executor beside,
            List<ConnectionInit> inits,
            Settings settings) {
        /** How long the first message may take to arrive. */
        long initNanos() {
            return settings.get(DoorSetting.INIT_TIMEOUT).toNanos();
        }

        /** How often a silent client is sent a ping. */
        long heartbeatNanos() {
            return settings.get(DoorSetting.HEARTBEAT).toNanos();
        }

        /** How many operations may run at once over one socket. */
        int mostOperations() {
            return settings.get(DoorSetting.MAX_SOCKET_OPERATIONS).intValue();
        }

        /** Whether all beans of the application accept a client; a bean that fails does not accept it. */
        boolean accepts(Map<String, Object> said, HandshakeRequest handshake, RequestContext origin) {
            try {
                return origin.call(() -> inits.stream().allMatch(each -> each.accepts(said, handshake)));
            } catch (Throwable failure) {
                InternalErrors.log(failure, "connection_init");
                return false;
            }
        }
    }

    public Sockets(Shared shared) {
        this.shared = shared;
        this.most = shared.settings().get(DoorSetting.MAX_SOCKETS);
        this.mostBytes = shared.settings().get(DoorSetting.MAX_BODY_SIZE).intValue();
    }

    /** The maximum length of a message, which is that of a body. */
    int mostBytes() {
        return mostBytes;
    }

    /** Rejects a handshake if the maximum number of sockets is open. */
    public void checkRoom() throws RequestError {
        if (closed || open.size() >= most) {
            throw RequestError.busy(
                    "There are as many sockets open as may be, " + most + "; the setting is " + SETTING);
        }
    }

    /**
     * Registers a socket that the server has opened. The socket may exceed the maximum number, because servers open it
     * some time after the handshake.
     */
    Socket open(Session session) {
        Handshake handshake = (Handshake)
                Objects.requireNonNull(session.getUserProperties().get(Handshake.class.getName()), "no handshake");
        Socket socket = new Socket(session, handshake, shared, open::remove);
        open.add(socket);
        if (closed) {
            socket.close(SocketClose.GOING_AWAY, "The application is being stopped");
        } else if (open.size() > most) {
            socket.close(SocketClose.TRY_AGAIN_LATER, "There are sockets enough; the setting is " + SETTING);
        }
        return socket;
    }

    /** Looks for silent clients; to be called about twice a second. */
    public void check() {
        open.forEach(Socket::check);
    }

    /** Closes all sockets, and each one that is opened later. */
    public void close() {
        closed = true;
        open.forEach(socket -> socket.close(SocketClose.GOING_AWAY, "The application is being stopped"));
    }
}
