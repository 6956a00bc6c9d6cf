package org.synctoasync.testing;

import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.synctoasync.execution.Lane;
import org.synctoasync.graphql.Engine;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Source;

/** Mutations that each write one row, in many ways and with many endings. {@link RandomPuts} combines them. */
@ApplicationScoped
public class PutResolvers {
    /** The fields to add to a schema that has a type {@code Mutation}. */
    public static final String SCHEMA = """

            extend type Mutation {
              put(row: Int!, end: String!): Put
              putTransactional(row: Int!, end: String!): Put
              putLater(row: Int!, end: String!): Put
              putElsewhere(row: Int!, end: String!): Put
              putWired(row: Int!, end: String!): Put
              putWiredLater(row: Int!, end: String!): Put
              putOuter(row: Int!, end: String!, inner: String!): Put
            }

            type Put {
              row: Int
              broken: Int
            }
            """;

    /** How a resolver ends after it has written its row. */
    public enum End {
        RETURN,
        THROW,
        THROW_CHECKED,
        THROW_ERROR,
        RETURN_ERRORS,
        CATCH_FAILURE,
        MARK_FOR_ROLLBACK,
        ROLL_BACK,
        COMMIT,
        LEAVE_ANOTHER_OPEN,
        FAIL_AT_COMMIT,
        WAIT,
        WAIT_AND_THROW,
        PASS_DEADLINE
    }

    @Inject
    private PutStore store;

    @Inject
    private Engine engine;

    /** A row that was written. */
    public record Put(int row) {}

    void wire(@Observes RuntimeWiring.Builder wiring) {
        wiring.type(TypeRuntimeWiring.newTypeWiring("Mutation")
                .dataFetcher("putWired", environment -> {
                    String end = environment.getArgument("end");
                    return reported(end(environment.<Integer>getArgument("row"), end), end, environment);
                })
                .dataFetcher("putWiredLater", environment -> {
                    String end = environment.getArgument("end");
                    return later(environment.<Integer>getArgument("row"), end, false)
                            .thenApply(put -> reported(put, end, environment));
                }));
    }

    @Mutation
    public Put put(int row, String end) throws Exception {
        return end(row, end);
    }

    @Mutation
    @Transactional
    public Put putTransactional(int row, String end) throws Exception {
        return end(row, end);
    }

    /** Returns a stage that continues where a loader provides a value: on the lane. */
    @Mutation
    public CompletableFuture<Put> putLater(int row, String end) {
        return later(row, end, false);
    }

    /** Returns a stage that another thread completes, which has no transaction. */
    @Mutation
    public CompletableFuture<Put> putElsewhere(int row, String end) {
        return later(row, end, true);
    }

    /** Writes, executes another mutation, and ends. */
    @Mutation
    public Put putOuter(int row, String end, String inner) throws Exception {
        store.write(row);
        engine.execute(inner).join();
        return finish(row, End.valueOf(end));
    }

    @Field("Put.broken")
    public int broken(@Source Put put) {
        throw new IllegalStateException("a field of what was put is broken");
    }

    private CompletableFuture<Put> later(int row, String end, boolean elsewhere) {
        store.write(row);
        CompletableFuture<Put> result = new CompletableFuture<>();
        End how = End.valueOf(end);
        if (elsewhere) {
            boolean fails = how != End.RETURN && how != End.RETURN_ERRORS;
            new Thread(() -> complete(result, row, fails ? End.THROW : how)).start();
        } else {
            complete(result, row, how);
        }
        return result;
    }

    private void complete(CompletableFuture<Put> result, int row, End end) {
        try {
            result.complete(finish(row, end));
        } catch (Throwable failure) {
            result.completeExceptionally(failure);
        }
    }

    private Put end(int row, String end) throws Exception {
        store.write(row);
        return finish(row, End.valueOf(end));
    }

    private Put finish(int row, End end) throws Exception {
        switch (end) {
            case RETURN, RETURN_ERRORS -> {}
            case THROW -> throw new IllegalStateException("unchecked, on purpose");
            case THROW_CHECKED -> throw new IOException("checked, on purpose");
            case THROW_ERROR -> throw new AssertionError("error, on purpose");
            case CATCH_FAILURE -> {
                try {
                    store.callFailingService(row);
                } catch (IllegalStateException caught) {
                    // continues as if nothing had happened
                }
            }
            case MARK_FOR_ROLLBACK -> store.markForRollback();
            case ROLL_BACK -> store.rollBack();
            case COMMIT -> store.commit();
            case LEAVE_ANOTHER_OPEN -> store.leaveAnotherOpen(row);
            case FAIL_AT_COMMIT -> store.failAtCommit();
            case WAIT -> await();
            case WAIT_AND_THROW -> {
                await();
                throw new IllegalStateException("after waiting, on purpose");
            }
            case PASS_DEADLINE -> store.passDeadline();
        }
        return new Put(row);
    }

    /** Reports errors beside the value, as a data fetcher may. */
    private static Object reported(Put put, String end, DataFetchingEnvironment environment) {
        return End.valueOf(end) == End.RETURN_ERRORS
                ? DataFetcherResult.newResult()
                        .data(put)
                        .error(GraphqlErrorBuilder.newError(environment)
                                .message("reported, on purpose")
                                .build())
                        .build()
                : put;
    }

    private void await() {
        Lane.await(CompletableFuture.supplyAsync(() -> "from another thread"));
    }
}
