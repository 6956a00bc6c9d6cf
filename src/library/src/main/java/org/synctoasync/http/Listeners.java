package org.synctoasync.http;

import graphql.kickstart.servlet.core.GraphQLServletListener;
import graphql.kickstart.servlet.core.GraphQLServletListener.RequestCallback;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the servlet's listeners of one request.
 *
 * <p><b>Threading:</b> used by one thread after the other.
 */
final class Listeners {
    private final List<GraphQLServletListener> listeners;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final List<RequestCallback> callbacks = new ArrayList<>();

    Listeners(List<GraphQLServletListener> listeners, HttpServletRequest request, HttpServletResponse response) {
        this.listeners = listeners;
        this.request = request;
        this.response = response;
    }

    void started() {
        for (GraphQLServletListener listener : listeners) {
            @Nullable RequestCallback callback = listener.onRequest(request, response);
            if (callback != null) {
                callbacks.add(callback);
            }
        }
    }

    void beforeFlush() {
        callbacks.forEach(callback -> callback.beforeFlush(request, response));
    }

    void succeeded() {
        callbacks.forEach(callback -> callback.onSuccess(request, response));
    }

    void failed(Throwable failure) {
        callbacks.forEach(callback -> callback.onError(request, response, failure));
    }

    void finished() {
        callbacks.forEach(callback -> callback.onFinally(request, response));
    }
}
