package org.synctoasync.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synctoasync.testing.LocalApplication;

/** What docs/guides/loading.md says of its examples. */
class LoadingExamplesTest {
    private final LocalApplication application =
            LocalApplication.with(LoadingExamples.class).deploy(LoadingExamples.SCHEMA);

    @AfterEach
    void undeploy() {
        application.close();
    }

    /** S34: aliases share a batch. */
    @Test
    void aliasesShareABatch() throws Exception {
        application.data("{ a: book(id: 1) { name } b: book(id: 2) { name } c: book(id: 1) { id } }");
        assertThat(application.batches()).containsExactly("Book[1, 2]");
    }

    /** S42: one call for each set of arguments; what is not in the map is null. */
    @Test
    void oneCallForEachSetOfArguments() throws Exception {
        assertThat(application.data("{ books { a: copiesSold(year: 2000) b: copiesSold(year: 2010) } }"))
                .hasToString("{books=[{a=2001, b=2011}, {a=null, b=null}, {a=2003, b=2013}]}");
        assertThat(application.get(LoadingExamples.class).calls())
                .containsExactlyInAnyOrder("[1, 2, 3] in 2000", "[1, 2, 3] in 2010");
    }

    /** S42: objects instead of keys. */
    @Test
    void objectsInsteadOfKeys() throws Exception {
        assertThat(application.data("{ books { label } }"))
                .hasToString("{books=[{label=1: Book 1}, {label=2: Book 2}, {label=3: Book 3}]}");
    }

    /** S40: a value that has failed is an error of its own. */
    @Test
    void aValueMayFail() throws Exception {
        ExecutionResult result = application.execute("{ books { price } }");
        assertThat(result.getErrors())
                .extracting(error -> String.valueOf(error.getPath()))
                .containsExactly("[books, 1, price]");
        assertThat(result.getData().toString()).isEqualTo("{books=[{price=10}, {price=null}, {price=10}]}");
    }
}
