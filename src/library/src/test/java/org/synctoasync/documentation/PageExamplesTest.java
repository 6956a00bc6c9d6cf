package org.synctoasync.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.synctoasync.testing.LocalApplication;

/** What docs/guides/pages.md shows: its schema is deployed without any resolver, and its operation executed. */
class PageExamplesTest {
    private static final Pattern GRAPHQL = Pattern.compile("```graphql\n(.*?)```", Pattern.DOTALL);

    @Test
    void schemaAndOperation() throws Exception {
        List<String> examples = GRAPHQL.matcher(Files.readString(Path.of("docs/guides/pages.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(examples).hasSize(2);
        try (LocalApplication application = LocalApplication.with().deploy(examples.get(0))) {
            assertThat(application.data(examples.get(1)).toString())
                    .contains(
                            "edges=[{cursor=c1, node={name=Book 1}}",
                            "hasNextPage=true",
                            "endCursor=c2",
                            "totalCount=9");
            assertThat(application.batches()).hasSize(2);
        }
    }
}
