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
 * The GraphQL endpoint. It reads a request, hands it to the engine and releases the server's thread. The lane's thread
 * writes the response after its transaction has ended.
 *
 * <p>An application may supply these types of graphql-java-servlet as CDI beans: one {@link
 * GraphQLServletContextBuilder}, which makes the context of each request from the HTTP request and response, and any
 * number of {@link GraphQLServletListener}.
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
    private transient Instance<HttpServices> doors; // available once the application is deployed

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

    /** Handles all methods, because the methods of the base class would respond with the server's own pages. */
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
        } catch (Throwable failure) { // the exchange must be completed
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
        RequestContext origin = begin(exchange); // another thread may read the body
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

    /** Reads a body that has arrived completely. */
    private interface Reading {
        RequestReader.Body read() throws RequestError, IOException;
    }

    private void execute(Reading body, Exchange exchange, RequestContext origin) {
        try {
            door().execution().execute(body.read(), exchange, origin);
        } catch (Throwable failure) { // the exchange must be completed
            exchange.fail(failure);
        }
    }

    private Exchange start(HttpServletRequest request, HttpServletResponse response) {
        Listeners listeners = new Listeners(getConfiguration().getListeners(), request, response);
        String mediaType = door().negotiation().mediaType(request);
        return Exchange.start(request, response, door().writer(), mediaType, listeners);
    }

    /** Captures everything that belongs to the request, on the thread that received the request. */
    private RequestContext begin(Exchange exchange) {
        door().contexts().make(exchange.request(), exchange.response());
        RequestExecutor.identify(exchange.request(), door().execution().roles());
        return lanes.origin();
    }

    private HttpServices door() {
        return Objects.requireNonNull(door, "the servlet is not initialized");
    }
}
