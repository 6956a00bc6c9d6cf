package org.synctoasync.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.dataloader.DataLoaderRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synctoasync.execution.Identity;
import org.synctoasync.graphql.Engine;
import org.synctoasync.testing.LocalApplication;

/** What docs/guides/security.md says of its example with roles; that with constraints is tried on servers. */
class GuardExamplesTest {
    private final LocalApplication application =
            LocalApplication.with(GuardExamples.class).deploy("type Query type Mutation" + GuardExamples.SCHEMA);

    @AfterEach
    void undeploy() {
        application.close();
    }

    @Test
    void eachSeesWhatItsRoleMaySee() throws Exception {
        assertThat(refused(Identity.NOBODY)).containsExactly("[employee] UNAUTHENTICATED");
        assertThat(refused(user()))
                .containsExactlyInAnyOrder("[employee, salary] FORBIDDEN", "[employee, notes] FORBIDDEN");
        assertThat(refused(user("manager"))).containsExactly("[employee, salary] FORBIDDEN");
        assertThat(refused(user("accountant"))).isEmpty();
    }

    private List<String> refused(Identity user) throws Exception {
        return application
                .get(Engine.class)
                .execute(
                        ExecutionInput.newExecutionInput("{ employee(name: \"Ann\") { name salary { amount } notes } }")
                                .graphQLContext(Map.of(Identity.class, user))
                                .dataLoaderRegistry(new DataLoaderRegistry())
                                .build())
                .get(20, TimeUnit.SECONDS)
                .getErrors()
                .stream()
                .map(error -> error.getPath() + " " + error.getExtensions().get("code"))
                .toList();
    }

    private static Identity user(String... roles) {
        return Identity.taken(true, Set.of(), List.of(roles)::contains);
    }
}
