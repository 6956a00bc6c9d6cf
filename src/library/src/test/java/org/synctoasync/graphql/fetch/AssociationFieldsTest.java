package org.synctoasync.graphql.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.execution.Lanes;
import org.synctoasync.graphql.schema.SchemaAssembly;
import org.synctoasync.resolver.Query;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.LoggedMessages;
import org.synctoasync.testing.MemoryModels.Left;

/** S41: associations that are read through their getters. Other associations are tested on servers. */
@Timeout(30)
class AssociationFieldsTest {
    private static final String SCHEMA = """
            type Query { left: [Left!]! }
            type Left { id: ID! attribute: String! }
            """;

    /** At deployment, the log names an association that is read through its getter. */
    @Test
    void whatIsLeftToGettersIsNamedAtDeployment() {
        try (LoggedMessages log = LoggedMessages.of(SchemaAssembly.class);
                LocalApplication application = deploy()) {
            assertThat(application.counts()).isNotNull();
            assertThat(log.messages()).containsExactly("Left.attribute: Left.attribute is left to its getter.");
        }
    }

    /**
     * The getter of such an association is called like a blocking resolver: on the lane, with its statements counted
     * for the field.
     */
    @Test
    void gettersThatReadAreCalledAsResolvers() throws Exception {
        try (LocalApplication application = deploy()) {
            assertThat(application.data("{ left { id attribute } }").toString())
                    .isEqualTo("{left=[{id=1, attribute=Left.attribute}, {id=2, attribute=Left.attribute}]}");
            assertThat(application.counts()).isEqualTo(new Lanes.Counts(1, 1 + 2, 0));
        }
    }

    /** A setting that names another kind of field fails the deployment. */
    @Test
    void settingsForFieldsThatAreNoneAreRefused() {
        LocalApplication.Builder faulty =
                LocalApplication.with(Resolvers.class).setting("synctoasync.not-joined", "Left.attribute, nothing");
        assertThatThrownBy(() -> faulty.deploy(SCHEMA))
                .hasMessageContaining("faults: 2")
                .hasMessageContaining("The setting synctoasync.not-joined has 'Left.attribute', which is no field that"
                        + " comes from an association")
                .hasMessageContaining("has 'nothing', which is no");
    }

    private static LocalApplication deploy() {
        return LocalApplication.with(Resolvers.class).deploy(SCHEMA);
    }

    @ApplicationScoped
    static class Resolvers {
        @Query
        List<Left> left() {
            return List.of(new Left(1), new Left(2));
        }
    }
}
