package org.synctoasync.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synctoasync.execution.Lanes;
import org.synctoasync.testing.LocalApplication;

/** What docs/explanation/threads.md says of its examples. */
class ThreadExamplesTest {
    private final LocalApplication application =
            LocalApplication.with(ThreadExamples.class, Reports.class).deploy(ThreadExamples.SCHEMA);

    @AfterEach
    void undeploy() {
        application.close();
    }

    /** S17: 200 resolvers block on a loader, and it sends one batch. */
    @Test
    void blockingOnALoaderBatches() throws Exception {
        List<?> books = (List<?>) application.data("{ books { author } }").get("books");
        assertThat(books).hasSize(200);
        assertThat(books.get(2)).isEqualTo(Map.of("author", "Writer 3"));
        assertThat(application.batches()).containsExactly("Writer[1, 2, 3, 4, 5, 6, 0]");
        assertThat(application.counts().hops()).isEqualTo(1);
    }

    /** S12: a parallel resolver has a thread of its own. */
    @Test
    void aParallelResolverHasAThreadOfItsOwn() throws Exception {
        application.data("{ report }");
        assertThat(application.counts()).isEqualTo(new Lanes.Counts(1, 0, 1));
    }

    /** S15: an operation inside an operation needs no second lane. */
    @Test
    void anOperationInsideAnOperationSharesTheLane() throws Exception {
        assertThat(application.data("{ summary }")).isEqualTo(Map.of("summary", "at a rate of 1.17"));
        assertThat(application.counts().hops()).isEqualTo(1);
    }

    /** A bean's method that is declared to return a stage goes to a lane by itself. */
    @Test
    void aStageIsMadeOnALane() throws Exception {
        String report = application
                .get(Reports.class)
                .yearly(2026)
                .toCompletableFuture()
                .get();
        assertThat(report)
                .startsWith("report of 2026 by ")
                .doesNotContain(Thread.currentThread().getName());
        assertThat(application.counts().lanes()).isEqualTo(1);
    }
}
