package org.synctoasync.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Origin;

/**
 * What the operations of a socket need of the HTTP request that opened it.
 *
 * <p><b>Threading:</b> immutable. Handed by a thread-local from the filter to the socket's endpoint, which the server calls on the same
 * thread and gives nothing of the request.
 */
final class Handshake {
    private static final ThreadLocal<@Nullable Handshake> CURRENT = new ThreadLocal<>();

    private final Origin origin;
    private final Locale locale;
    private final GoneClients.Client client;

    private Handshake(Origin origin, HttpServletRequest request) {
        this.origin = origin;
        this.locale = request.getLocale();
        this.client = new GoneClients.Client(request);
    }

    /** What the filter does once it has let a handshake in. */
    interface Chain<E extends Exception> {
        /** Goes on with the handshake. */
        void go() throws E;
    }

    /** Goes on with a handshake in whose course {@link #current} is there. */
    static <E extends Exception> void during(HttpServletRequest request, Origin origin, Chain<E> chain) throws E {
        CURRENT.set(new Handshake(origin, request));
        try {
            chain.go();
        } finally {
            CURRENT.remove();
        }
    }

    /** The handshake that this thread is at; null if it is at none. */
    static @Nullable Handshake current() {
        return CURRENT.get();
    }

    /** Who asked, for one operation. */
    Origin origin() {
        return origin.detached();
    }

    Locale locale() {
        return locale;
    }

    GoneClients.Client client() {
        return client;
    }
}
