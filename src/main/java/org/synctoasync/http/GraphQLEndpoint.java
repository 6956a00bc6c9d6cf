package org.synctoasync.http;

import graphql.kickstart.execution.GraphQLObjectMapper;
import graphql.kickstart.servlet.GraphQLConfiguration;
import graphql.kickstart.servlet.GraphQLHttpServlet;
import graphql.kickstart.servlet.context.DefaultGraphQLServletContextBuilder;
import graphql.kickstart.servlet.context.GraphQLServletContextBuilder;
import graphql.kickstart.servlet.core.GraphQLServletListener;
import graphql.kickstart.servlet.input.GraphQLInvocationInputFactory;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Settings;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.Origin;
import org.synctoasync.graphql.Engine;

/**
 * The GraphQL endpoint. Reads the request, hands it to the engine and lets the server's thread go; the answer is written
 * by the lane's thread once its transaction has ended.
 *
 * <p>Types of graphql-java-servlet that an application may supply as CDI beans: one {@link GraphQLServletContextBuilder},
 * which makes the context of each request out of the HTTP request and response, and any {@link GraphQLServletListener}.
 *
 * <p><b>Threading:</b> called on the server's threads, which it never blocks.
 */
@WebServlet(urlPatterns = "/graphql", asyncSupported = true)
public class GraphQLEndpoint extends GraphQLHttpServlet {
    private static final long serialVersionUID = 1L;
    private static final long WATCH_MILLIS = 500;

    @Inject
    private transient Engine engine;

    @Inject
    private transient Lanes lanes;

    @Inject
    private transient Settings settings;

    @Inject
    private transient TrustedDocuments trusted;

    @Inject
    private transient Instance<GraphQLServletContextBuilder> contextBuilders;

    @Inject
    private transient Instance<GraphQLServletListener> servletListeners;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private transient ManagedScheduledExecutorService scheduler;

    private final transient GoneClients clients = new GoneClients();
    private transient @Nullable Future<?> watching;
    private transient @Nullable Door door;

    /** What is made once the servlet is initialized. */
    private record Door(
            GraphQLConfiguration configuration,
            ContextsOfRequests contexts,
            Origins origins,
            Negotiation negotiation,
            RequestReader reader,
            AnswerWriter writer,
            Bodies bodies,
            Execution execution) {}

    @Override
    public void init() {
        ContextsOfRequests contexts = new ContextsOfRequests(
                contextBuilders.isResolvable() ? contextBuilders.get() : new DefaultGraphQLServletContextBuilder());
        GraphQLConfiguration configuration = GraphQLConfiguration.with(
                        GraphQLInvocationInputFactory.newBuilder(engine.schema())
                                .withGraphQLContextBuilder(contexts)
                                .build())
                .with(GraphQLObjectMapper.newBuilder()
                        .withObjectMapperConfigurer(Mappers::keptToItself)
                        .withGraphQLErrorHandler(errors -> errors) // the engine has masked what is to be masked
                        .build())
                .with(servletListeners.stream().toList())
                .with(Runnable::run) // else it makes threads of its own, which nobody uses
                .build();
        Origins origins = new Origins(settings);
        door = new Door(
                configuration,
                contexts,
                origins,
                new Negotiation(settings, origins),
                new RequestReader(settings),
                new AnswerWriter(configuration.getObjectMapper(), settings),
                new Bodies(settings),
                new Execution(
                        engine,
                        configuration.getInvocationInputFactory(),
                        new PersistedDocuments(settings, trusted.byHash()),
                        clients));
        watching = scheduler.scheduleWithFixedDelay(this::watch, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void destroy() {
        Future<?> check = watching;
        if (check != null) {
            check.cancel(false);
        }
    }

    private void watch() {
        door().bodies().check();
        clients.check();
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
            if (request.getMethod().equals("OPTIONS")) {
                doOptions(exchange);
            } else {
                HttpRequest asked = door().reader().ofUri(request.getQueryString());
                door().execution().execute(asked, exchange, begin(exchange));
            }
        } catch (Throwable failure) { // the exchange must end
            exchange.fail(failure);
        }
        if (exchange.isBodyOpen()) {
            door().bodies().discard(exchange);
        }
    }

    private void doOptions(Exchange exchange) throws RequestError {
        exchange.response().setHeader("Allow", Negotiation.METHODS);
        if (Origins.isPreflight(exchange.request())) {
            door().origins().answerPreflight(exchange.request(), exchange.response());
        }
        exchange.answerEmpty();
    }

    private void doPost(Exchange exchange) throws RequestError, IOException {
        door().bodies().checkLength(exchange);
        Origin origin = begin(exchange); // the thread that reads the body is another one
        door().bodies().read(exchange, body -> execute(body, exchange, origin));
    }

    private void execute(byte[] body, Exchange exchange, Origin origin) {
        try {
            door().execution().execute(door().reader().ofBody(body), exchange, origin);
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
    private Origin begin(Exchange exchange) {
        door().contexts().make(exchange.request(), exchange.response());
        Execution.identify(exchange.request(), engine.roles());
        return lanes.origin();
    }

    private Door door() {
        return Objects.requireNonNull(door, "the servlet is not initialized");
    }
}
