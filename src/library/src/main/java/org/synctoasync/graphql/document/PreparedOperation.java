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
 * The operation of one request: its input, the document, the operation that the input selects, and the errors for which it is not
 * executed. It is made once for each request; the rules for methods, the limits, the lane and the engine all use it.
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
     * @param input names the operation, unless the document has only one without a name
     * @param kind null if it is not clear which operation is selected, or the document does not parse
     * @param needsLane whether it can call a resolver
     * @param errors why it is not executed; empty if it is
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

    /** Whether the request selects a mutation, also if it is refused for another reason. */
    public boolean isMutation() {
        return kind == Operation.MUTATION;
    }

    /** Whether a source of events is to be called. */
    public boolean isSubscription() {
        return kind == Operation.SUBSCRIPTION && !isRefused();
    }

    /** Whether the operation is not executed, because of its errors. */
    public boolean isRefused() {
        return !errors.isEmpty();
    }

    /** Whether it, or each of its events, runs on a lane. */
    public boolean needsLane() {
        return needsLane && !isRefused();
    }

    /** The result of an operation that is refused: a request error. */
    public CompletableFuture<ExecutionResult> refusal() {
        ExecutionResult result =
                ExecutionResult.newExecutionResult().errors(List.copyOf(errors)).build();
        return CompletableFuture.completedFuture(result);
    }

    public ExecutionInput input() {
        return input;
    }

    /** The same operation with another input: that of an event. */
    public PreparedOperation with(ExecutionInput other) {
        return new PreparedOperation(other, document, kind, needsLane, errors);
    }

    /** Has the engine execute this document and no other: the engine neither parses nor looks anything up. */
    public CompletableFuture<ExecutionResult> execute(GraphQL engine) {
        return engine.transform(builder -> builder.doNotAutomaticallyDispatchDataLoader() // not copied by the engine
                        .preparsedDocumentProvider((asked, parser) -> CompletableFuture.completedFuture(document)))
                .executeAsync(input);
    }
}
