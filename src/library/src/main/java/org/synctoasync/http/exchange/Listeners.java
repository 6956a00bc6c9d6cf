package org.synctoasync.http.exchange;

import graphql.kickstart.servlet.core.GraphQLServletListener;
import graphql.kickstart.servlet.core.GraphQLServletListener.RequestCallback;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls the servlet's listeners for one request. If a listener throws, the exception is logged and the other listeners
 * are called.
 *
 * <p><b>Threading:</b> used by one thread after the other.
 */
public final class Listeners {
    private final List<GraphQLServletListener> listeners;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final List<RequestCallback> callbacks = new ArrayList<>();

    public Listeners(List<GraphQLServletListener> listeners, HttpServletRequest request, HttpServletResponse response) {
        this.listeners = listeners;
        this.request = request;
        this.response = response;
    }

    void started() {
        for (GraphQLServletListener listener : listeners) {
            Safely.run("GraphQLServletListener.onRequest", () -> {
                @Nullable RequestCallback callback = listener.onRequest(request, response);
                if (callback != null) {
                    callbacks.add(callback);
                }
            });
        }
    }

    void beforeFlush() {
        each("beforeFlush", callback -> callback.beforeFlush(request, response));
    }

    void succeeded() {
        each("onSuccess", callback -> callback.onSuccess(request, response));
    }

    void failed(Throwable failure) {
        each("onError", callback -> callback.onError(request, response, failure));
    }

    void finished() {
        each("onFinally", callback -> callback.onFinally(request, response));
    }

    private void each(String method, Consumer<RequestCallback> call) {
        callbacks.forEach(callback -> Safely.run("RequestCallback." + method, () -> call.accept(callback)));
    }
}
