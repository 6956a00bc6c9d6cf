package org.synctoasync.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synctoasync.execution.Lanes;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.testing.LocalApplication;

/** The settings of the deployment, the class and the method decide where resolvers run. Contradictions are refused. */
class CallModesTest {
    private static final String SCHEMA = """
            type Query {
              plain: Int
              sensitive: Int
              parallel: Int
              classSaysParallel: Int
              methodSaysSensitive: Int
            }
            """;

    /** S09: the nearest setting wins: method, then class, then deployment. */
    @ParameterizedTest
    @CsvSource({
        "plain, true, false",
        "plain, false, true",
        "sensitive, false, false",
        "parallel, true, true",
        "classSaysParallel, true, true",
        "methodSaysSensitive, false, false"
    })
    void theNearestSettingWins(String field, String deployment, boolean parallel) throws Exception {
        try (LocalApplication application = LocalApplication.with(Plain.class, Parallel.class)
                .setting("synctoasync.thread-sensitive", deployment)
                .deploy(SCHEMA)) {
            application.data("{ " + field + " }");
            assertThat(application.counts())
                    .isEqualTo(parallel ? new Lanes.Counts(1, 0, 1) : new Lanes.Counts(1, 1, 0));
        }
    }

    /** S09, S20: contradictions are refused at deployment, all at once, each with its class and method. */
    @Test
    void contradictionsAreRefused() {
        Throwable refused = catchThrowable(() -> LocalApplication.with(Contradicting.class)
                .setting("synctoasync.transaction", "request")
                .setting("synctoasync.deadline", "1000")
                .setting("synctoasync.watchdog", "5000")
                .deploy("type Query { a: Int b: Int c: Int } type Mutation { d: Int }")
                .close());
        assertThat(refused).hasMessage("""
                        SyncToAsync cannot start; faults: 5
                          1. The setting synctoasync.watchdog is 5000 and synctoasync.deadline 1000; the watchdog must bite\
                         before the deadline.
                          2. Contradicting.a() is thread-sensitive and names the executor java:app/Other; a thread-sensitive\
                         resolver runs on its request's lane. Say threadSensitive = false, or name no executor.
                          3. Contradicting.b() names the executor java:app/Unknown, which JNDI does not know; define it by\
                         @ManagedExecutorDefinition or in the server.
                          4. Contradicting.c() is not thread-sensitive and returns CompletableFuture, so it is called as it\
                         is on the lane; take @SyncToAsync off, or return the value itself.
                          5. Contradicting.d() is not thread-sensitive, so it has a transaction of its own, but\
                         synctoasync.transaction is request; say threadSensitive = true.""");
    }

    /** S51: a root field of a mutation cannot declare another transaction, on its method or on its class. */
    @Test
    void transactionsBesideARootFieldsOwnAreRefused() {
        Throwable refused = catchThrowable(() -> LocalApplication.with(Beside.class)
                .deploy("type Query { e: Int } type Mutation { a: Int b: Int c: Int d: Int }")
                .close());
        String remedy = ") and resolves a root field of a mutation, which has a transaction of its own already; take"
                + " @Transactional off, or call another bean that has it.";
        assertThat(refused)
                .hasMessage(
                        "SyncToAsync cannot start; faults: 3\n  1. Beside.a() is @Transactional(REQUIRES_NEW" + remedy
                                + "\n  2. Beside.b() is @Transactional(NOT_SUPPORTED" + remedy
                                + "\n  3. Beside.c() is @Transactional(NEVER" + remedy);
    }

    /** Every limit that is out of range is refused, including a deadline of zero or below. */
    @Test
    void limitsOutOfRangeAreNamed() {
        Throwable refused = catchThrowable(() -> LocalApplication.with(Plain.class)
                .setting("synctoasync.deadline", "0")
                .setting("synctoasync.max-lanes", "-1")
                .setting("synctoasync.transaction", "none")
                .deploy("type Query { plain: Int sensitive: Int parallel: Int }")
                .close());
        assertThat(refused)
                .hasMessageContaining(
                        "synctoasync.deadline is '0'; expected a number of milliseconds from 1 to 86400000.")
                .hasMessageContaining("synctoasync.max-lanes is '-1'; expected a number from 1 to 150.")
                .hasMessageContaining("synctoasync.transaction is 'none'; expected field or request.");
    }

    @ApplicationScoped
    static class Plain {
        @Query
        int plain() {
            return 1;
        }

        @Query
        @SyncToAsync
        int sensitive() {
            return 1;
        }

        @Query
        @SyncToAsync(threadSensitive = false)
        int parallel() {
            return 1;
        }
    }

    @ApplicationScoped
    @SyncToAsync(threadSensitive = false)
    static class Parallel {
        @Query
        int classSaysParallel() {
            return 1;
        }

        @Query
        @SyncToAsync
        int methodSaysSensitive() {
            return 1;
        }
    }

    @ApplicationScoped
    @Transactional(TxType.REQUIRES_NEW)
    static class Beside {
        @Mutation
        int a() {
            return 1;
        }

        @Mutation
        @Transactional(TxType.NOT_SUPPORTED)
        CompletableFuture<Integer> b() {
            return CompletableFuture.completedFuture(1);
        }

        @Mutation
        @Transactional(TxType.NEVER)
        int c() {
            return 1;
        }

        @Mutation
        @Transactional
        int d() {
            return 1;
        }

        @Query
        int e() {
            return 1;
        }
    }

    @ApplicationScoped
    static class Contradicting {
        @Query
        @SyncToAsync(executor = "java:app/Other")
        int a() {
            return 1;
        }

        @Query
        @SyncToAsync(threadSensitive = false, executor = "java:app/Unknown")
        int b() {
            return 1;
        }

        @Query
        @SyncToAsync(threadSensitive = false)
        CompletableFuture<Integer> c() {
            return CompletableFuture.completedFuture(1);
        }

        @Mutation
        @SyncToAsync(threadSensitive = false)
        int d() {
            return 1;
        }
    }
}
