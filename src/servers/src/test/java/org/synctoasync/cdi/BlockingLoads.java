package org.synctoasync.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.synctoasync.testing.ServerTest;
import org.synctoasync.testing.Statements.Statement;

/** Writes 5,000 authors. The resolvers of 5,000 pages each load one of them. */
abstract class BlockingLoads extends ServerTest {
    static final int AUTHORS = 5_000;

    static final int FIRST = 100_001;

    @BeforeEach
    void write() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int id = FIRST; id < FIRST + AUTHORS; id++) {
            rows.append(id == FIRST ? "" : ", ")
                    .append('(')
                    .append(id)
                    .append(", 'A")
                    .append(id)
                    .append("')");
        }
        database.write("INSERT INTO author (id, name) VALUES " + rows);
    }

    @AfterEach
    void delete() throws Exception {
        database.write("DELETE FROM author WHERE id >= ?", (long) FIRST);
    }

    /** Sends a query for so many pages, checks its response, and returns the number of keys of each statement. */
    List<Integer> batches(int count) throws Exception {
        List<ExecutionResult> answers = new ArrayList<>();
        List<Statement> sent = statements.during(
                () -> answers.add(execute("{ pages(from: " + FIRST + ", count: " + count + ") { author } }")));
        Map<String, Object> data = answers.get(0).getData();
        List<?> pages = (List<?>) data.get("pages");
        assertThat(pages).hasSize(count);
        assertThat(pages.get(count - 1)).isEqualTo(Map.of("author", "A" + (FIRST + count - 1)));
        Map<?, ?> costs = (Map<?, ?>) answers.get(0).getExtensions().get("syncToAsync");
        List<?> batches = (List<?>) costs.get("batches");
        assertThat(sent).hasSameSizeAs(batches);
        return batches.stream()
                .map(batch -> (Integer) ((Map<?, ?>) batch).get("keys"))
                .toList();
    }
}
