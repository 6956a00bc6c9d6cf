package org.synctoasync.graphql;

import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.GraphQLError;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Setting;
import org.synctoasync.deployment.Settings;

/**
 * What the engine is made of, once the schema is executable.
 *
 * <p><b>Threading:</b> immutable; its parts may be used by any thread.
 *
 * @param graphQL graphql-java
 * @param loaders the loaders that the application asks for anywhere
 * @param documents parses, validates and keeps documents
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
        CostLimit cost,
        FetchingErrors failures,
        EventLine events,
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
        Documents documents = new Documents(executable, settings);
        ValueErrors values = new ValueErrors(failures);
        return new EngineParts(
                GraphQL.newGraphQL(executable.schema())
                        .preparsedDocumentProvider(documents)
                        .doNotAutomaticallyDispatchDataLoader() // the lane dispatches
                        .defaultDataFetcherExceptionHandler(failures)
                        .queryExecutionStrategy(values.beside())
                        .mutationExecutionStrategy(values.inTurn())
                        .subscriptionExecutionStrategy(new EventStrategy(failures, values.beside()))
                        .build(),
                loaders,
                documents,
                new CostLimit(executable, settings),
                failures,
                new EventLine(Math.max(1, lanes / 2)),
                settings.get(Setting.STATISTICS) ? new RepeatedStatements(executable.schema()) : null,
                executable.roles());
    }

    /** What an operation asks for too much; null if it does not. */
    @Nullable GraphQLError excess(ExecutionInput input) {
        return documents.prepare(input).excess(input, cost);
    }
}
