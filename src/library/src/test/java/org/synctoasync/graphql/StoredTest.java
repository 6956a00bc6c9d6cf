package org.synctoasync.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.RecordedUnitOfWork;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.testing.BesidePuts;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.PutResolvers;
import org.synctoasync.testing.PutResolvers.End;
import org.synctoasync.testing.PutStore;
import org.synctoasync.testing.RandomPuts;

/** A root field of a mutation is reported as successful if and only if its writes are committed. */
@Timeout(120)
class StoredTest {
    private static final int REQUESTS = Integer.getInteger("mutations", 1000);
    private static final String SCHEMA =
            "type Query { nothing: Int } type Mutation { text: String! number: Int! list: [Int!] later: Int object: Int optional: Int! }"
                    + PutResolvers.SCHEMA;

    private static volatile LocalApplication running;

    /** S51: random mutations, with each transaction scope. */
    @ParameterizedTest
    @ValueSource(strings = {"field", "request"})
    void whatIsReportedIsCommitted(String scope) throws Exception {
        try (LocalApplication application = deploy(scope)) {
            long seed = System.nanoTime();
            RandomPuts random = new RandomPuts(seed, 1, !isPerField(scope), List.of(End.values()))
                    .runEachWay(client(application))
                    .run(REQUESTS, client(application));
            System.out.println("S51: " + random.fields() + " root fields, seed " + seed);
            assertThat(random.mismatches(application.get(PutStore.class).committed()))
                    .isEmpty();
        }
    }

    /**
     * S51: a value that the schema does not allow, or a stage that fails, is the error of its root field, whose row is
     * not committed.
     */
    @ParameterizedTest
    @ValueSource(strings = {"text", "number", "list", "later", "object"})
    void whatTheSchemaRefusesIsNotCommitted(String field) throws Exception {
        try (LocalApplication application = deploy("field")) {
            ExecutionResult result = application.execute("mutation { " + field + " }");
            assertThat(result.getErrors()).hasSize(1);
            assertThat(application.get(PutStore.class).committed()).isEmpty();
        }
    }

    /** S51: a value that the engine unwraps from an {@code Optional} is committed. */
    @Test
    void anOptionalValueIsCommitted() throws Exception {
        try (LocalApplication application = deploy("field")) {
            assertThat(application.data("mutation { optional }")).containsEntry("optional", 1);
            assertThat(application.get(PutStore.class).committed()).containsExactly(1);
        }
    }

    private static boolean isPerField(String scope) {
        return scope.equals("field");
    }

    private static LocalApplication deploy(String scope) {
        boolean parallel = isPerField(scope);
        return (parallel
                        ? LocalApplication.with(PutResolvers.class, RecordedPuts.class, Misfits.class, BesidePuts.class)
                        : LocalApplication.with(PutResolvers.class, RecordedPuts.class, Misfits.class))
                .setting("synctoasync.transaction", scope)
                .deploy(SCHEMA + (parallel ? BesidePuts.SCHEMA : ""));
    }

    private static RandomPuts.Client client(LocalApplication application) {
        running = application;
        return RandomPuts.client(application.get(Engine.class), application.get(Lanes.class));
    }

    /** Mutations that return values that their fields do not allow. */
    @ApplicationScoped
    static class Misfits {
        @Inject
        private PutStore store;

        @Query
        int nothing() {
            return 0;
        }

        @Mutation
        String text() {
            store.write(1);
            return null;
        }

        @Mutation
        List<Integer> list() {
            store.write(1);
            return Arrays.asList(1, null);
        }

        @Mutation
        CompletableFuture<Integer> later() {
            store.write(1);
            return CompletableFuture.failedFuture(new IllegalStateException("later, on purpose"));
        }

        @Mutation
        Object object() {
            return later();
        }

        @Mutation
        Object optional() {
            store.write(1);
            return Optional.of(1);
        }

        @Mutation
        Object number() {
            store.write(1);
            return "no number";
        }
    }

    /** Rows that are committed with recorded units of work. */
    @ApplicationScoped
    static class RecordedPuts implements PutStore {
        @Inject
        private RecordedUnitOfWork work;

        @Override
        public void write(int row) {
            work.write(row);
        }

        @Override
        public void callFailingService(int row) {
            work.write(row);
            work.spoil();
            throw new IllegalStateException("The service has failed");
        }

        @Override
        public void markForRollback() {
            work.spoil();
        }

        @Override
        public void rollBack() {
            work.spoil();
        }

        @Override
        public void commit() {
            work.spoil();
        }

        @Override
        public void leaveAnotherOpen(int row) {
            work.spoil();
        }

        @Override
        public void failAtCommit() {
            work.refuseToKeep();
        }

        @Override
        public void passDeadline() {
            running.pass(Duration.ofHours(1));
        }

        @Override
        public Set<Integer> committed() {
            return work.committed();
        }
    }
}
