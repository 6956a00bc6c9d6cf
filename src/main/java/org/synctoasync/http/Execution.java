package org.synctoasync.http;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.kickstart.servlet.input.GraphQLInvocationInputFactory;
import graphql.language.OperationDefinition.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.synctoasync.execution.Identity;
import org.synctoasync.execution.Origin;
import org.synctoasync.graphql.Engine;

/**
 * Has the engine execute what a request asks for, if it may be asked for in this way, and its exchange answered.
 *
 * <p><b>Threading:</b> may be used by any thread; blocks none.
 */
final class Execution {
    private static final String IDENTITY = Identity.class.getName();

    private final Engine engine;
    private final GraphQLInvocationInputFactory inputs;
    private final PersistedDocuments documents;
    private final GoneClients clients;

    Execution(Engine engine, GraphQLInvocationInputFactory inputs, PersistedDocuments documents, GoneClients clients) {
        this.engine = engine;
        this.inputs = inputs;
        this.documents = documents;
        this.clients = clients;
    }

    /** Executes one request, or an array of them, each in a transaction of its own. */
    void execute(RequestReader.Body body, Exchange exchange, Origin origin) throws RequestError {
        if (!body.batch()) {
            execute(body.requests().get(0), exchange, origin);
        } else {
            List<CompletableFuture<ExecutionResult>> answers = new ArrayList<>();
            for (HttpRequest each : body.requests()) {
                answers.add(executeOne(each, exchange, origin.again()));
            }
            answerAll(answers, exchange);
        }
    }

    /** Executes one request. */
    void execute(HttpRequest request, Exchange exchange, Origin origin) throws RequestError {
        CompletableFuture<ExecutionResult> answer = engine.execute(checked(request, exchange), origin);
        watchClient(exchange, answer, () -> answer.cancel(true));
        CompletionStage<ExecutionResult> stage = answer;
        stage.whenComplete((result, failure) -> {
            if (failure == null) {
                exchange.answer(result);
            } else {
                exchange.fail(failure);
            }
        });
    }

    private void answerAll(List<CompletableFuture<ExecutionResult>> answers, Exchange exchange) {
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
        watchClient(exchange, all, () -> answers.forEach(answer -> answer.cancel(true)));
        CompletionStage<Void> stage = all;
        stage.whenComplete((nothing, failure) ->
                exchange.answers(answers.stream().map(Execution::resultOf).toList()));
    }

    /** One request of an array that is refused leaves the others their answers. */
    private CompletableFuture<ExecutionResult> executeOne(HttpRequest request, Exchange exchange, Origin origin) {
        try {
            return engine.execute(checked(request, exchange), origin);
        } catch (RequestError | RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private static ExecutionResult resultOf(CompletableFuture<ExecutionResult> answer) {
        return answer.handle((result, failure) -> failure == null ? result : AnswerWriter.refused(failure))
                .join();
    }

    private void watchClient(Exchange exchange, Future<?> answer, Runnable cancel) {
        if (!answer.isDone()) {
            GoneClients.Watch watch = clients.watch(exchange.request(), () -> {
                exchange.abandon(new IOException("The client closed its connection before it had its answer"));
                cancel.run();
            });
            exchange.onComplete(watch::stop);
        }
    }

    /** Finds out who asks, while the server's thread knows. */
    static void identify(HttpServletRequest request, Set<String> roles) {
        request.setAttribute(
                IDENTITY, Identity.taken(request.getUserPrincipal() != null, roles, request::isUserInRole));
    }

    /** The engine's input, if the operation that it selects may be executed over HTTP in this way. */
    private ExecutionInput checked(HttpRequest request, Exchange exchange) throws RequestError {
        request.setQuery(documents.of(request));
        if (request.getQuery().isBlank()) {
            throw RequestError.malformed("The parameter 'query' is blank");
        }
        ExecutionInput input = input(request, exchange);
        if (engine.operation(input) == Operation.MUTATION
                && !exchange.request().getMethod().equals("POST")) {
            throw RequestError.method("POST", "A mutation must be sent by POST");
        }
        if (engine.isSubscription(input)) {
            throw new RequestError(
                    RequestError.WELL_FORMED,
                    "SUBSCRIPTION_NOT_SUPPORTED",
                    "A subscription cannot be answered by one response");
        }
        return input;
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
