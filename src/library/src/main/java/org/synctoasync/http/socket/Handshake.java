package org.synctoasync.http.socket;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Identity;
import org.synctoasync.execution.RequestContext;
import org.synctoasync.http.exchange.GoneClients;

/**
 * The data that a socket's operations need from the HTTP request that opened the socket.
 *
 * <p><b>Threading:</b> immutable. A thread-local passes it from the filter to the socket's endpoint. The server calls
 * the endpoint on the same thread, without the request.
 */
public final class Handshake {
    private static final ThreadLocal<@Nullable Handshake> CURRENT = new ThreadLocal<>();

    private final RequestContext origin;
    private final Identity identity;
    private final Locale locale;
    private final GoneClients.Client client;

    private Handshake(RequestContext origin, HttpServletRequest request, Set<String> roles) {
        this.origin = origin;
        this.identity = identity(request, roles);
        this.locale = request.getLocale();
        this.client = new GoneClients.Client(request);
    }

    /** The rest of the filter chain, after the filter has accepted a handshake. */
    public interface Chain<E extends Exception> {
        /** Continues with the handshake. */
        void go() throws E;
    }

    /**
     * Continues with a handshake; meanwhile {@link #current} returns its data.
     *
     * @param roles the roles that the socket's operations may check; other roles cannot be found out later
     */
    public static <E extends Exception> void during(
            HttpServletRequest request, RequestContext origin, Set<String> roles, Chain<E> chain) throws E {
        CURRENT.set(new Handshake(origin, request, roles));
        try {
            chain.go();
        } finally {
            CURRENT.remove();
        }
    }

    /** The handshake that the calling thread processes; null if there is none. */
    static @Nullable Handshake current() {
        return CURRENT.get();
    }

    private static Identity identity(HttpServletRequest request, Set<String> roles) {
        Set<String> had = roles.stream().filter(request::isUserInRole).collect(Collectors.toUnmodifiableSet());
        return Identity.taken(request.getUserPrincipal() != null, roles, had::contains);
    }

    /** The identity of the user that opened the socket. */
    Identity identity() {
        return identity;
    }

    /** The request context of the handshake, for one operation. */
    RequestContext origin() {
        return origin.detached();
    }

    Locale locale() {
        return locale;
    }

    GoneClients.Client client() {
        return client;
    }
}
