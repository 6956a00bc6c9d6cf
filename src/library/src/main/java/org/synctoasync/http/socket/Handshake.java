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
 * What the operations of a socket need of the HTTP request that opened it.
 *
 * <p><b>Threading:</b> immutable. Handed by a thread-local from the filter to the socket's endpoint, which the server calls on the same
 * thread and gives nothing of the request.
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

    /** What the filter does once it has let a handshake in. */
    public interface Chain<E extends Exception> {
        /** Goes on with the handshake. */
        void go() throws E;
    }

    /**
     * Goes on with a handshake in whose course {@link #current} is there.
     *
     * @param roles the roles that the socket's operations may ask for: others cannot be found out later
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

    /** The handshake that this thread is at; null if it is at none. */
    static @Nullable Handshake current() {
        return CURRENT.get();
    }

    private static Identity identity(HttpServletRequest request, Set<String> roles) {
        Set<String> had = roles.stream().filter(request::isUserInRole).collect(Collectors.toUnmodifiableSet());
        return Identity.taken(request.getUserPrincipal() != null, roles, had::contains);
    }

    /** Who opened the socket. */
    Identity identity() {
        return identity;
    }

    /** The context of who asked, for one operation. */
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
