package org.synctoasync.http.execute;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.incremental.IncrementalExecutionResult;
import graphql.kickstart.execution.context.GraphQLKickstartContext;
import graphql.kickstart.execution.input.GraphQLSingleInvocationInput;
import graphql.kickstart.servlet.input.GraphQLInvocationInputFactory;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.synctoasync.execution.Identity;
import org.synctoasync.execution.RequestContext;
import org.synctoasync.graphql.Engine;
import org.synctoasync.graphql.document.PreparedOperation;
import org.synctoasync.http.answer.AnswerWriter;
import org.synctoasync.http.exchange.Exchange;
import org.synctoasync.http.exchange.GoneClients;
import org.synctoasync.http.exchange.OpenResponses;
import org.synctoasync.http.request.HttpRequest;
import org.synctoasync.http.request.MediaTypes;
import org.synctoasync.http.request.Negotiation;
import org.synctoasync.http.request.RequestError;
import org.synctoasync.http.request.RequestReader;
import org.synctoasync.http.stream.EventStreams;
import org.synctoasync.http.stream.PartAnswers;

/**
 * Executes requests through the engine, and answers their exchanges. Rejects requests whose operation is not allowed
 * for their method and media types.
 *
 * <p><b>Threading:</b> may be used by any thread; blocks none.
 */
public final class RequestExecutor {
    private static final String IDENTITY = Identity.class.getName();

    private final Engine engine;
    private final GraphQLInvocationInputFactory inputs;
    private final PersistedDocuments documents;
    private final GoneClients clients;
    private final EventStreams events;
    private final PartAnswers parts;

    public RequestExecutor(
            Engine engine,
            GraphQLInvocationInputFactory inputs,
            PersistedDocuments documents,
            AnswerWriter writer,
            OpenResponses streams) {
        this.engine = engine;
        this.inputs = inputs;
        this.documents = documents;
        this.clients = new GoneClients(streams.beside());
        this.events = new EventStreams(writer, streams);
        this.parts = new PartAnswers(writer, streams);
    }

    /** The detector of clients that leave. */
    public GoneClients clients() {
        return clients;
    }

    /** Executes one request, or an array of requests. */
    public void execute(RequestReader.Body body, Exchange exchange, RequestContext origin) throws RequestError {
        if (!body.batch()) {
            execute(body.requests().get(0), exchange, origin);
        } else {
            answerAll(executeAll(body.requests(), exchange, origin), exchange);
        }
    }

    /** Executes one request. */
    public void execute(HttpRequest request, Exchange exchange, RequestContext origin) throws RequestError {
        PreparedOperation operation;
        try {
            operation = checked(request, exchange, MediaTypes.takesEvents(Negotiation.accept(exchange.request())));
        } catch (RequestError refused) {
            if (!exchange.isOfEvents() || refused.status() != RequestError.WELL_FORMED) {
                throw refused;
            }
            events.answer(exchange, RequestError.response(refused));
            return;
        }
        boolean inParts = takesParts(exchange);
        CompletableFuture<ExecutionResult> answer =
                inParts ? engine.executeInParts(operation, origin) : engine.execute(operation, origin);
        if (!answer.isDone() || inParts || exchange.isOfEvents() || operation.isSubscription()) {
            watchClient(exchange, () -> answer.cancel(true));
        }
        CompletionStage<ExecutionResult> stage = answer;
        stage.whenComplete((result, failure) -> answer(exchange, result, failure));
    }

    private static boolean takesParts(Exchange exchange) {
        return !exchange.request().getMethod().equals("HEAD")
                && (exchange.isOfEvents()
                        || MediaTypes.incremental(Negotiation.accept(exchange.request()))
                                .isPresent());
    }

    /** Catches all exceptions, because the stage of the response would keep them unnoticed. */
    private void answer(Exchange exchange, @Nullable ExecutionResult result, @Nullable Throwable failure) {
        try {
            send(exchange, result, failure);
        } catch (Throwable thrown) {
            exchange.fail(thrown);
        }
    }

    private void send(Exchange exchange, @Nullable ExecutionResult result, @Nullable Throwable failure) {
        if (result == null) {
            exchange.fail(Objects.requireNonNull(failure));
        } else if (result instanceof IncrementalExecutionResult || (exchange.isOfParts() && result.isDataPresent())) {
            parts.answer(exchange, result);
        } else if (exchange.isOfEvents() || result.getData() instanceof Publisher<?>) {
            events.answer(exchange, result);
        } else {
            exchange.answer(result);
        }
    }

    private void answerAll(List<CompletableFuture<ExecutionResult>> answers, Exchange exchange) {
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
        if (!all.isDone()) {
            watchClient(exchange, () -> answers.forEach(answer -> answer.cancel(true)));
        }
        CompletionStage<Void> stage = all;
        stage.whenComplete((nothing, failure) -> {
            try {
                exchange.answers(answers.stream().map(RequestExecutor::resultOf).toList());
            } catch (Throwable thrown) { // the stage would keep it unnoticed
                exchange.fail(thrown);
            }
        });
    }

    /** Executes the requests of an array. A rejected request does not affect the responses to the others. */
    private List<CompletableFuture<ExecutionResult>> executeAll(
            List<HttpRequest> requests, Exchange exchange, RequestContext origin) {
        List<PreparedOperation> operations = new ArrayList<>();
        Map<Integer, CompletableFuture<ExecutionResult>> refused = new HashMap<>();
        for (int i = 0; i < requests.size(); i++) {
            try {
                operations.add(checked(requests.get(i), exchange, false));
            } catch (Throwable reason) {
                refused.put(i, CompletableFuture.failedFuture(reason));
            }
        }
        Iterator<CompletableFuture<ExecutionResult>> executed =
                engine.executeTogether(operations, origin).iterator();
        return IntStream.range(0, requests.size())
                .mapToObj(i -> refused.containsKey(i) ? refused.get(i) : executed.next())
                .toList();
    }

    private static ExecutionResult resultOf(CompletableFuture<ExecutionResult> answer) {
        return answer.handle((result, failure) -> failure == null ? result : RequestError.response(failure))
                .join();
    }

    private void watchClient(Exchange exchange, Runnable cancel) {
        GoneClients.Watch watch = clients.watch(exchange.request(), () -> {
            exchange.abandon(new IOException("The client closed its connection before it had its answer"));
            cancel.run();
        });
        exchange.onComplete(watch::stop);
    }

    /** Executes an operation that was requested over a socket. */
    public CompletableFuture<ExecutionResult> execute(HttpRequest request, SocketCaller caller) throws RequestError {
        return engine.execute(checked(request, named -> input(named, caller)), caller.origin());
    }

    private ExecutionInput input(HttpRequest request, SocketCaller caller) {
        GraphQLKickstartContext context = caller.origin().again().call(caller.context());
        return new GraphQLSingleInvocationInput(request, engine.schema(), context, new Object())
                .getExecutionInput()
                .transform(input -> input.locale(caller.locale())
                        .graphQLContext(
                                Map.of(ConnectionInit.PAYLOAD, caller.init(), Identity.class, caller.identity())));
    }

    /** The roles that protected fields require, as far as they are known. */
    public Set<String> roles() {
        return engine.roles();
    }

    /** Captures the identity of the user while the server's thread knows it. */
    public static void identify(HttpServletRequest request, Set<String> roles) {
        request.setAttribute(
                IDENTITY, Identity.taken(request.getUserPrincipal() != null, roles, request::isUserInRole));
    }

    /** Prepares the request's operation, and rejects it if it is not allowed over HTTP in this way. */
    private PreparedOperation checked(HttpRequest request, Exchange exchange, boolean takesEvents) throws RequestError {
        PreparedOperation operation = checked(request, named -> input(named, exchange));
        if (operation.isMutation() && !exchange.request().getMethod().equals("POST")) {
            throw RequestError.method("POST", "A mutation must be sent by POST");
        }
        if (operation.isSubscription()) {
            checkSubscription(exchange, takesEvents);
        }
        return operation;
    }

    private PreparedOperation checked(HttpRequest request, Function<HttpRequest, ExecutionInput> input)
            throws RequestError {
        request.setQuery(documents.of(request));
        if (request.getQuery().isBlank()) {
            throw RequestError.malformed("The parameter 'query' is blank");
        }
        return engine.prepare(input.apply(request));
    }

    private static void checkSubscription(Exchange exchange, boolean takesEvents) throws RequestError {
        if (!takesEvents) {
            throw new RequestError(
                    RequestError.WELL_FORMED,
                    "SUBSCRIPTION_NOT_SUPPORTED",
                    "A subscription cannot be answered by one response; accept " + MediaTypes.EVENTS
                            + ", or ask over a WebSocket");
        }
        if (exchange.request().getMethod().equals("HEAD")) {
            throw RequestError.method("GET, POST", "A subscription is asked by GET or POST");
        }
    }

    private ExecutionInput input(HttpRequest request, Exchange exchange) {
        ExecutionInput input = inputs.create(request, exchange.request(), exchange.response())
                .getExecutionInput()
                .transform(localized -> localized.locale(exchange.request().getLocale()));
        input.getGraphQLContext()
                .computeIfAbsent(Identity.class, key -> exchange.request().getAttribute(IDENTITY));
        return input;
    }
}
