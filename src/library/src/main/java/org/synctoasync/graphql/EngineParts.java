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
 * The parts of the engine, made once the schema is executable.
 *
 * <p><b>Threading:</b> immutable. Any thread may use its parts.
 *
 * @param graphQL the engine of graphql-java
 * @param loaders the loaders that the application uses anywhere
 * @param documents parses, validates and caches documents
 * @param variables checks the values of variables
 * @param cost limits the number of values that an operation requests
 * @param failures converts exceptions to errors
 * @param events limits the number of subscription events that have a lane at once
 * @param repeated detects repeated statements in the statistics of requests; null if statistics are off
 * @param roles the roles that protected fields require, as far as they are known at deployment
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
     * @param lanes the number of lanes; at most half of them serve events
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

    /** Prepares the operation that an input selects. A rejected operation carries its errors. */
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

    /**
     * Returns the error of an operation that is rejected; null if it is not. An invalid variable is reported as such,
     * even if its value would also exceed the cost limit.
     */
    private @Nullable GraphQLError refused(OperationDefinition operation, Document document, ExecutionInput input) {
        GraphQLError misfit = variables.check(operation, document, input);
        return misfit == null ? cost.check(operation, document, input) : misfit;
    }
}
