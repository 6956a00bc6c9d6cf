package org.synctoasync.http.answer;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.dataloader.DataLoaderRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synctoasync.deployment.DoorSetting.HttpProfile;
import org.synctoasync.execution.Identity;
import org.synctoasync.graphql.Engine;
import org.synctoasync.graphql.error.ErrorCodes;
import org.synctoasync.http.request.MediaTypes;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.testing.LocalApplication;

/** The status of requests of which some fields, or all fields, are forbidden. */
class RefusalTest {
    private final LocalApplication application = LocalApplication.with(Resolvers.class)
            .deploy("type Query { some: String must: String! none: String all: String }"
                    + " type Mutation { all: String must: String! }");

    @AfterEach
    void undeploy() {
        application.close();
    }

    /** The status with both HTTP profiles. With the audit profile, old clients accept only 200. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ some }                                 | false | 401 | 401",
                "{ some }                                 | true  | 403 | 403",
                "{ some must }                            | false | 401 | 401",
                "{ none }                                 | false | 403 | 403",
                "{ some none }                            | false | 403 | 403",
                "{ some a: some ...F ... @include(if: true) { b: must } } fragment F on Query { some } | false | 401 | 401",
                "{ some all }                             | false | 200 | 294",
                "{ must all }                             | false | 200 | 294",
                "mutation { all must }                    | false | 200 | 294",
                "mutation { must }                        | false | 401 | 401",
                "{ some all @skip(if: true) }             | false | 200 | 294",
            })
    void theStatusTellsWhetherAnythingWasExecuted(String query, boolean loggedIn, int audit, int draft)
            throws Exception {
        ExecutionResult answer = ErrorCodes.added(execute(query, loggedIn));
        assertThat(answer.isDataPresent()).isEqualTo(audit == 200);
        assertThat(Statuses.of(answer, MediaTypes.RESPONSE, HttpProfile.AUDIT)).isEqualTo(audit);
        assertThat(Statuses.of(answer, MediaTypes.JSON, HttpProfile.AUDIT)).isEqualTo(200);
        assertThat(Statuses.of(answer, MediaTypes.RESPONSE, HttpProfile.DRAFT)).isEqualTo(draft);
        assertThat(Statuses.of(answer, MediaTypes.JSON, HttpProfile.DRAFT)).isEqualTo(draft);
    }

    /** A refused field's error keeps its path, even if there is no data. */
    @Test
    void errorsKeepTheirPaths() throws Exception {
        assertThat(execute("{ a: some }", true).toSpecification().toString())
                .contains("path=[a]", "code=FORBIDDEN", "line=1, column=3")
                .doesNotContain("data=");
    }

    private ExecutionResult execute(String query, boolean loggedIn) throws Exception {
        return application
                .get(Engine.class)
                .execute(ExecutionInput.newExecutionInput(query)
                        .graphQLContext(
                                Map.of(Identity.class, Identity.taken(loggedIn, Set.of("admin"), role -> false)))
                        .dataLoaderRegistry(new DataLoaderRegistry())
                        .build())
                .get(20, TimeUnit.SECONDS);
    }

    @ApplicationScoped
    @RolesAllowed("admin")
    static class Resolvers {
        @Query
        String some() {
            return "some";
        }

        @Query
        String must() {
            return "must";
        }

        @Query
        @DenyAll
        String none() {
            return "none";
        }

        @Query
        @PermitAll
        String all() {
            return "all";
        }

        @Mutation("all")
        @PermitAll
        String change() {
            return "all";
        }

        @Mutation("must")
        String refuse() {
            return "must";
        }
    }
}
