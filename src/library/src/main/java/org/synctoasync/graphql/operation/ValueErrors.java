package org.synctoasync.graphql.operation;

import graphql.execution.AbortExecutionException;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategy;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.NonNullableFieldWasNullException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.synctoasync.graphql.error.FetchingErrors;

/**
 * Converts the failure of one value to an error of its field: a scalar that cannot be serialized, a type that cannot be
 * resolved, or a list that cannot be read. Without it, an exception that the engine does not expect here would end the
 * whole operation.
 *
 * <p><b>Threading:</b> used on the engine's thread. Stateless.
 */
public final class ValueErrors {
    private final FetchingErrors errors;

    public ValueErrors(FetchingErrors errors) {
        this.errors = errors;
    }

    /** Returns a strategy that executes fields concurrently. */
    public AsyncExecutionStrategy beside() {
        return new Beside(this);
    }

    /** Returns a strategy that executes the root fields of a mutation one after the other. */
    public ExecutionStrategy inTurn() {
        return new InTurn(this);
    }

    /** Completes a value. If that fails, the value is null, and the response contains an error. */
    private FieldValueInfo completed(
            ExecutionContext context,
            ExecutionStrategyParameters parameters,
            Function<ExecutionStrategyParameters, FieldValueInfo> engine) {
        try {
            refuseUnawaited(parameters);
            return engine.apply(parameters);
        } catch (NonNullableFieldWasNullException | AbortExecutionException engines) {
            throw engines;
        } catch (Throwable failure) {
            context.addError(errors.ofValue(failure, parameters));
            return engine.apply(parameters.transform(builder -> builder.source(null)));
        }
    }

    private static void refuseUnawaited(ExecutionStrategyParameters parameters) {
        Object source = parameters.getSource();
        Object value = source instanceof Optional<?> present ? present.orElse(null) : source;
        if (value instanceof CompletionStage<?>
                || value instanceof Future<?>
                || value instanceof Publisher<?>
                || value instanceof Flow.Publisher<?>) {
            throw new IllegalStateException(parameters.getPath() + " got a "
                    + value.getClass().getName() + ", which nobody waits for here; return the value, or a"
                    + " CompletionStage of all of it");
        }
    }

    private static final class Beside extends AsyncExecutionStrategy {
        private final ValueErrors values;

        Beside(ValueErrors values) {
            super(values.errors);
            this.values = values;
        }

        @Override
        protected FieldValueInfo completeValue(ExecutionContext context, ExecutionStrategyParameters parameters) {
            return values.completed(context, parameters, any -> super.completeValue(context, any));
        }
    }

    private static final class InTurn extends AsyncSerialExecutionStrategy {
        private final ValueErrors values;

        InTurn(ValueErrors values) {
            super(values.errors);
            this.values = values;
        }

        @Override
        protected FieldValueInfo completeValue(ExecutionContext context, ExecutionStrategyParameters parameters) {
            return values.completed(context, parameters, any -> super.completeValue(context, any));
        }
    }
}
