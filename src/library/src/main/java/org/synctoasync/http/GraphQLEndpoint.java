package org.synctoasync.http;

import graphql.kickstart.servlet.GraphQLConfiguration;
import graphql.kickstart.servlet.GraphQLHttpServlet;
import graphql.kickstart.servlet.context.GraphQLServletContextBuilder;
import graphql.kickstart.servlet.core.GraphQLServletListener;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.RequestContext;
import org.synctoasync.execution.Timekeeper;
import org.synctoasync.http.exchange.Exchange;
import org.synctoasync.http.exchange.Listeners;
import org.synctoasync.http.execute.RequestExecutor;
import org.synctoasync.http.request.CorsPolicy;
import org.synctoasync.http.request.HttpRequest;
import org.synctoasync.http.request.MediaTypes;
import org.synctoasync.http.request.MultipartForm;
import org.synctoasync.http.request.Negotiation;
import org.synctoasync.http.request.RequestError;
import org.synctoasync.http.request.RequestReader;
import org.synctoasync.http.request.Spool;

/**
 * The GraphQL endpoint. Reads the request, hands it to the engine and lets the server's thread go; the answer is written
 * by the lane's thread once its transaction has ended.
 *
 * <p>Types of graphql-java-servlet that an application may supply as CDI beans: one {@link GraphQLServletContextBuilder},
 * which makes the context of each request out of the HTTP request and response, and any {@link GraphQLServletListener}.
 *
 * <p><b>Threading:</b> called on the server's threads, which it never blocks.
 */
@WebServlet(urlPatterns = "/graphql", asyncSupported = true, loadOnStartup = 1)
public class GraphQLEndpoint extends GraphQLHttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Duration WATCH = Duration.ofMillis(500);

    @Inject
    private transient Lanes lanes;

    @Inject
    private transient Instance<HttpServices> doors; // there once the application is deployed

    @Inject
    private transient Timekeeper timekeeper;

    private transient @Nullable Runnable endWatch;
    private transient @Nullable HttpServices door;

    @Override
    public void init() {
        HttpServices made = doors.get();
        door = made;
        endWatch = timekeeper.every(WATCH, made::check);
    }

    @Override
    public void destroy() {
        Runnable end = endWatch;
        if (end != null) {
            end.run();
        }
        door().close();
    }

    @Override
    protected GraphQLConfiguration getConfiguration() {
        return door().configuration();
    }

    /** All methods come here: those of the base would answer with pages of the server's. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        Exchange exchange = start(request, response);
        try {
            door().origins().mark(request, response);
            door().negotiation().check(request);
            if (request.getMethod().equals("POST")) {
                doPost(exchange);
                return;
            }
            door().bodies().skip(exchange);
            if (request.getMethod().equals("OPTIONS")) {
                doOptions(exchange);
            } else {
                HttpRequest asked = door().reader().ofUri(request.getQueryString());
                door().execution().execute(asked, exchange, begin(exchange));
            }
        } catch (Throwable failure) { // the exchange must end
            refuse(exchange, failure);
        }
        if (exchange.isBodyOpen()) {
            door().bodies().discard(exchange);
        }
    }

    private void refuse(Exchange exchange, Throwable failure) {
        try {
            door().bodies().skip(exchange);
        } catch (Throwable unreadable) {
            failure.addSuppressed(unreadable);
        }
        exchange.fail(failure);
    }

    private void doOptions(Exchange exchange) throws RequestError {
        exchange.response().setHeader("Allow", Negotiation.METHODS);
        if (CorsPolicy.isPreflight(exchange.request())) {
            door().origins().answerPreflight(exchange.request(), exchange.response());
        }
        exchange.answerEmpty();
    }

    private void doPost(Exchange exchange) throws RequestError, IOException {
        door().bodies().checkLength(exchange);
        RequestContext origin = begin(exchange); // the thread that reads the body is another one
        if (MediaTypes.isForm(exchange.request().getContentType())) {
            Spool body = spool(exchange);
            door().bodies().read(exchange, body, () -> execute(() -> readFiles(body, exchange), exchange, origin));
        } else {
            door().bodies().read(exchange, body -> execute(() -> door().reader().ofBody(body), exchange, origin));
        }
    }

    private RequestReader.Body readFiles(Spool body, Exchange exchange) throws RequestError, IOException {
        body.close();
        String type = exchange.request().getContentType();
        try {
            return door().uploads().read(new MultipartForm.Body(type, body), () -> spool(exchange));
        } finally {
            body.delete();
        }
    }

    private static Spool spool(Exchange exchange) {
        return Spool.of(exchange.request().getServletContext(), exchange::onComplete);
    }

    /** Reads a body that is there. */
    private interface Reading {
        RequestReader.Body read() throws RequestError, IOException;
    }

    private void execute(Reading body, Exchange exchange, RequestContext origin) {
        try {
            door().execution().execute(body.read(), exchange, origin);
        } catch (Throwable failure) { // the exchange must end
            exchange.fail(failure);
        }
    }

    private Exchange start(HttpServletRequest request, HttpServletResponse response) {
        Listeners listeners = new Listeners(getConfiguration().getListeners(), request, response);
        String mediaType = door().negotiation().mediaType(request);
        return Exchange.start(request, response, door().writer(), mediaType, listeners);
    }

    /** Takes all that belongs to the request from the thread that brings it. */
    private RequestContext begin(Exchange exchange) {
        door().contexts().make(exchange.request(), exchange.response());
        RequestExecutor.identify(exchange.request(), door().execution().roles());
        return lanes.origin();
    }

    private HttpServices door() {
        return Objects.requireNonNull(door, "the servlet is not initialized");
    }
}
