package org.synctoasync.graphql;

import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Setting;
import org.synctoasync.deployment.Settings;
import org.synctoasync.graphql.document.CostLimit;
import org.synctoasync.graphql.document.Documents;
import org.synctoasync.graphql.document.PreparedOperation;
import org.synctoasync.graphql.document.VariableCheck;
import org.synctoasync.graphql.error.FetchingErrors;
import org.synctoasync.graphql.loading.EntityLoaderRegistry;
import org.synctoasync.graphql.operation.EventQueue;
import org.synctoasync.graphql.operation.EventStrategy;
import org.synctoasync.graphql.operation.RepeatedStatements;
import org.synctoasync.graphql.operation.ValueErrors;
import org.synctoasync.graphql.schema.ExecutableSchema;

/**
 * What the engine is made of, once the schema is executable.
 *
 * <p><b>Threading:</b> immutable; its parts may be used by any thread.
 *
 * @param graphQL graphql-java
 * @param loaders the loaders that the application asks for anywhere
 * @param documents parses, validates and keeps documents
 * @param variables checks the values of variables
 * @param cost bounds what an operation asks for
 * @param failures makes errors of exceptions
 * @param events lets so many events of subscriptions have a lane
 * @param repeated is told what requests have cost; null if nobody is
 * @param roles those that protected fields are known to ask for
 */
record EngineParts(
        GraphQL graphQL,
        EntityLoaderRegistry loaders,
        Documents documents,
        VariableCheck variables,
        CostLimit cost,
        FetchingErrors failures,
        EventQueue events,
        @Nullable RepeatedStatements repeated,
        Set<String> roles) {

    /**
     * Makes the parts.
     *
     * @param lanes how many requests have a lane at once; half of them at the most serve events
     */
    static EngineParts of(
            ExecutableSchema executable,
            EntityLoaderRegistry loaders,
            Settings settings,
            FetchingErrors failures,
            int lanes) {
        ValueErrors values = new ValueErrors(failures);
        return new EngineParts(
                GraphQL.newGraphQL(executable.schema())
                        .doNotAutomaticallyDispatchDataLoader() // the lane dispatches
                        .defaultDataFetcherExceptionHandler(failures)
                        .queryExecutionStrategy(values.beside())
                        .mutationExecutionStrategy(values.inTurn())
                        .subscriptionExecutionStrategy(new EventStrategy(failures, values.beside()))
                        .build(),
                loaders,
                new Documents(executable, settings),
                new VariableCheck(executable.schema()),
                new CostLimit(executable, settings),
                failures,
                new EventQueue(Math.max(1, lanes / 2)),
                settings.get(Setting.STATISTICS)
                        ? new RepeatedStatements(executable.schema(), executable.batched())
                        : null,
                executable.roles());
    }

    /** Prepares the operation that an input selects, or finds why it is refused. */
    PreparedOperation prepare(ExecutionInput input) {
        Documents.Prepared document = documents.get(input.getQuery());
        OperationDefinition selected = document.selected(input.getOperationName());
        if (document.entry().hasErrors() || selected == null) {
            List<GraphQLError> errors = document.entry().hasErrors()
                    ? List.copyOf(document.entry().getErrors())
                    : List.of(document.unselected(input.getOperationName()));
            return new PreparedOperation(
                    input, document.entry(), selected == null ? null : selected.getOperation(), false, errors);
        }
        GraphQLError refused =
                refused(selected, Objects.requireNonNull(document.entry().getDocument()), input);
        return new PreparedOperation(
                input.transform(named -> named.operationName(selected.getName())),
                document.entry(),
                selected.getOperation(),
                document.withLane().contains(selected),
                refused == null ? List.of() : List.of(refused));
    }

    /** A value that does not fit is reported as such, also if it would count as too much. */
    private @Nullable GraphQLError refused(OperationDefinition operation, Document document, ExecutionInput input) {
        GraphQLError misfit = variables.check(operation, document, input);
        return misfit == null ? cost.check(operation, document, input) : misfit;
    }
}
