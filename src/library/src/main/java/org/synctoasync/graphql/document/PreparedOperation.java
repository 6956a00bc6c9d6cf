package org.synctoasync.graphql.document;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.OperationDefinition.Operation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The operation of one request: its input, its document, the kind of the selected operation, and the errors that
 * prevent its execution. It is made once for each request. The rules for HTTP methods, the limits, the lane and the
 * engine all use it.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class PreparedOperation {
    private final ExecutionInput input;
    private final PreparsedDocumentEntry document;
    private final @Nullable Operation kind;
    private final boolean needsLane;
    private final List<? extends GraphQLError> errors;

    /**
     * Makes an operation.
     *
     * @param input the input; it names the operation, unless the document has only one operation without a name
     * @param kind the kind of the selected operation; null if the selection is ambiguous or missing, or the document
     *     does not parse
     * @param needsLane whether it can call a resolver
     * @param errors the errors that prevent its execution; empty if it is executed
     */
    public PreparedOperation(
            ExecutionInput input,
            PreparsedDocumentEntry document,
            @Nullable Operation kind,
            boolean needsLane,
            List<? extends GraphQLError> errors) {
        this.input = input;
        this.document = document;
        this.kind = kind;
        this.needsLane = needsLane;
        this.errors = List.copyOf(errors);
    }

    /** Whether the request selects a mutation, even if the mutation is rejected for another reason. */
    public boolean isMutation() {
        return kind == Operation.MUTATION;
    }

    /** Whether the operation is a subscription that is not rejected, so that its source of events is called. */
    public boolean isSubscription() {
        return kind == Operation.SUBSCRIPTION && !isRefused();
    }

    /** Whether errors prevent the execution of the operation. */
    public boolean isRefused() {
        return !errors.isEmpty();
    }

    /** Whether the operation, or each event of a subscription, runs on a lane. */
    public boolean needsLane() {
        return needsLane && !isRefused();
    }

    /** Returns the response of a rejected operation: a request error. */
    public CompletableFuture<ExecutionResult> refusal() {
        ExecutionResult result =
                ExecutionResult.newExecutionResult().errors(List.copyOf(errors)).build();
        return CompletableFuture.completedFuture(result);
    }

    public ExecutionInput input() {
        return input;
    }

    /** Returns the same operation with another input, for an event of a subscription. */
    public PreparedOperation with(ExecutionInput other) {
        return new PreparedOperation(other, document, kind, needsLane, errors);
    }

    /** Executes this document. The engine neither parses a document nor looks one up. */
    public CompletableFuture<ExecutionResult> execute(GraphQL engine) {
        return engine.transform(builder -> builder.doNotAutomaticallyDispatchDataLoader() // transform() drops it
                        .preparsedDocumentProvider((asked, parser) -> CompletableFuture.completedFuture(document)))
                .executeAsync(input);
    }
}
