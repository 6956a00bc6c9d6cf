package org.synctoasync.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.kickstart.execution.GraphQLObjectMapper;
import graphql.kickstart.servlet.GraphQLConfiguration;
import graphql.kickstart.servlet.GraphQLHttpServlet;
import graphql.kickstart.servlet.context.DefaultGraphQLServletContextBuilder;
import graphql.kickstart.servlet.context.GraphQLServletContextBuilder;
import graphql.kickstart.servlet.core.GraphQLServletListener;
import graphql.kickstart.servlet.input.GraphQLInvocationInputFactory;
import graphql.language.OperationDefinition.Operation;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Setting;
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
    private static final String UNINITIALIZED = "the servlet is not initialized";

    @Inject
    private transient Engine engine;

    @Inject
    private transient Lanes lanes;

    @Inject
    private transient Settings settings;

    @Inject
    private transient Instance<GraphQLServletContextBuilder> contextBuilders;

    @Inject
    private transient Instance<GraphQLServletListener> servletListeners;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private transient ManagedScheduledExecutorService scheduler;

    private final transient GoneClients clients = new GoneClients();
    private transient @Nullable Future<?> watching;
    private transient @Nullable GraphQLConfiguration configuration;
    private transient @Nullable ContextsOfRequests contexts;

    @Override
    public void init() {
        ContextsOfRequests making = new ContextsOfRequests(
                contextBuilders.isResolvable() ? contextBuilders.get() : new DefaultGraphQLServletContextBuilder());
        contexts = making;
        configuration = GraphQLConfiguration.with(GraphQLInvocationInputFactory.newBuilder(engine.schema())
                        .withGraphQLContextBuilder(making)
                        .build())
                .with(GraphQLObjectMapper.newBuilder()
                        .withObjectMapperConfigurer(GraphQLEndpoint::keepToItself)
                        .withGraphQLErrorHandler(errors -> errors) // the engine has masked what is to be masked
                        .build())
                .with(servletListeners.stream().toList())
                .with(Runnable::run) // else it makes threads of its own, which nobody uses
                .build();
        watching = scheduler.scheduleWithFixedDelay(clients::check, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void destroy() {
        Future<?> check = watching;
        if (check != null) {
            check.cancel(false);
        }
    }

    @Override
    protected GraphQLConfiguration getConfiguration() {
        return Objects.requireNonNull(configuration, UNINITIALIZED);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        Exchange exchange = start(request, response);
        try {
            request.setCharacterEncoding("UTF-8"); // else Payara takes the parameters for ISO-8859-1
            HttpRequest parameters = new HttpRequest();
            parameters.setQuery(request.getParameter("query"));
            parameters.setOperationName(request.getParameter("operationName"));
            String variables = request.getParameter("variables");
            if (variables != null) {
                parameters.setVariables(mapper().deserializeVariables(variables));
            }
            execute(parameters, exchange, begin(exchange));
        } catch (Throwable failure) { // the exchange must end
            exchange.fail(failure);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        Exchange exchange = start(request, response);
        try {
            if (!MediaTypes.isJson(request.getContentType())) {
                throw new RequestError(415, "Send the request as " + MediaTypes.JSON + " in UTF-8");
            }
            Origin origin = begin(exchange); // the thread that reads the body is another one
            request.getInputStream()
                    .setReadListener(new BodyReader(
                            request.getInputStream(),
                            settings.get(Setting.MAX_BODY_SIZE),
                            body -> executeBody(body, exchange, origin),
                            exchange::fail,
                            exchange::abandon));
        } catch (Throwable failure) { // the exchange must end
            exchange.fail(failure);
        }
    }

    private Exchange start(HttpServletRequest request, HttpServletResponse response) {
        Listeners listeners = new Listeners(getConfiguration().getListeners(), request, response);
        return Exchange.start(request, response, mapper(), listeners);
    }

    /** Takes all that belongs to the request from the thread that brings it. */
    private Origin begin(Exchange exchange) {
        Objects.requireNonNull(contexts, UNINITIALIZED).make(exchange.request(), exchange.response());
        return lanes.origin();
    }

    private void executeBody(byte[] body, Exchange exchange, Origin origin) {
        try {
            execute(mapper().getJacksonMapper().readValue(body, HttpRequest.class), exchange, origin);
        } catch (JsonProcessingException malformed) {
            exchange.fail(new RequestError(400, "The body is no JSON object with the parameters of a GraphQL request"));
        } catch (Throwable failure) { // the exchange must end
            exchange.fail(failure);
        }
    }

    private void execute(HttpRequest parameters, Exchange exchange, Origin origin) throws RequestError, IOException {
        if (parameters.getQuery() == null || parameters.getQuery().isBlank()) {
            throw new RequestError(400, "The request has no parameter 'query'");
        }
        ExecutionInput input = input(parameters, exchange);
        Operation operation = engine.operation(input);
        if (operation == Operation.SUBSCRIPTION) {
            throw new RequestError(400, "A subscription cannot be answered by one response");
        }
        if (operation == Operation.MUTATION && exchange.request().getMethod().equals("GET")) {
            exchange.response().setHeader("Allow", "POST");
            throw new RequestError(405, "A mutation must be sent by POST");
        }
        CompletableFuture<ExecutionResult> answer = engine.execute(input, origin);
        if (!answer.isDone()) {
            GoneClients.Watch watch = clients.watch(exchange.request(), () -> abandon(exchange, answer));
            exchange.onComplete(watch::stop);
        }
        CompletionStage<ExecutionResult> stage = answer;
        stage.whenComplete((result, failure) -> {
            if (failure == null) {
                exchange.answer(result);
            } else {
                exchange.fail(failure);
            }
        });
    }

    private ExecutionInput input(HttpRequest parameters, Exchange exchange) {
        return getConfiguration()
                .getInvocationInputFactory()
                .create(parameters, exchange.request(), exchange.response())
                .getExecutionInput()
                .transform(localized -> localized.locale(exchange.request().getLocale()));
    }

    private static void abandon(Exchange exchange, CompletableFuture<?> answer) {
        exchange.abandon(new IOException("The client closed its connection before it had its answer"));
        answer.cancel(true);
    }

    /** Payara's Jackson is the server's, whose cache of types would keep the application's classes after its end. */
    private static void keepToItself(ObjectMapper mapper) {
        LookupCache<Object, JavaType> types = new LRUMap<>(16, 200); // as large as Jackson's own
        mapper.setTypeFactory(mapper.getTypeFactory().withCache(types));
    }

    private GraphQLObjectMapper mapper() {
        return getConfiguration().getObjectMapper();
    }
}
