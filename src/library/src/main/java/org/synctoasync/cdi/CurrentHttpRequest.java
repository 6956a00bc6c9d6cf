package org.synctoasync.cdi;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP request as resolvers see it: the server's own request until the response is complete. After that, the server
 * reuses the object for other requests, so this request rejects every call.
 *
 * <p><b>Threading:</b> may be used by any thread of the request. Its monitor is held while the server looks up or begins
 * the session.
 */
final class CurrentHttpRequest implements AsyncListener {
    private final HttpServletRequest view = (HttpServletRequest) Proxy.newProxyInstance(
            HttpServletRequest.class.getClassLoader(), new Class<?>[] {HttpServletRequest.class}, this::invoke);

    private volatile @Nullable HttpServletRequest request;
    private final @Nullable HttpSession session;

    private CurrentHttpRequest(@Nullable HttpServletRequest request, @Nullable HttpSession session) {
        this.request = request;
        this.session = session;
    }

    /** Wraps the request that the calling thread serves. */
    static CurrentHttpRequest of(HttpServletRequest request) {
        CurrentHttpRequest current = new CurrentHttpRequest(request, null);
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(current);
        }
        return current;
    }

    /**
     * Returns the same session without the request, for the operations of a WebSocket: the handshake is over when they
     * run.
     */
    CurrentHttpRequest detached() {
        return new CurrentHttpRequest(null, session(false));
    }

    /** The request to inject. */
    HttpServletRequest view() {
        return view;
    }

    /**
     * The session.
     *
     * @param create whether to begin a session if there is no session
     * @throws IllegalStateException if there is no session and no session can begin
     */
    @Nullable HttpSession session(boolean create) {
        HttpServletRequest open = request;
        if (open != null) {
            synchronized (this) { // Payara fails when two threads begin the session at once
                return open.getSession(create);
            }
        }
        if (session == null && create) {
            throw new IllegalStateException("No session can be begun: the HTTP response is complete, or this is an"
                    + " operation of a WebSocket whose handshake had no session. Begin the session before, for example"
                    + " at login.");
        }
        return session;
    }

    private @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.getName().equals("equals")
                    ? arguments != null && proxy == arguments[0]
                    : method.invoke(this, arguments);
        }
        HttpServletRequest open = request;
        if (open == null) {
            throw new IllegalStateException(
                    "There is no HTTP request: the response is complete, or this is an operation"
                            + " of a WebSocket. Over a WebSocket, a GraphQLServletContextBuilder gets the handshake.");
        }
        try {
            if (method.getName().equals("getSession")) {
                synchronized (this) {
                    return method.invoke(open, arguments);
                }
            }
            return method.invoke(open, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        request = null;
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
