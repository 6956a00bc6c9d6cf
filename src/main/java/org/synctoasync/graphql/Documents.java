package org.synctoasync.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.ParseAndValidate;
import graphql.ParseAndValidateResult;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The documents that clients sent, parsed and validated once each.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
final class Documents implements PreparsedDocumentProvider {
    private final ExecutableSchema executable;
    private final Cache<String, Prepared> cache;

    /**
     * A document ready to be executed.
     *
     * @param entry the document, or its errors
     * @param operations its operations; none if it has errors
     * @param withLane those of them that need a lane
     */
    record Prepared(
            PreparsedDocumentEntry entry, List<OperationDefinition> operations, List<OperationDefinition> withLane) {
        /** The operation that the input selects; none if the document has errors or the choice is not clear. */
        Optional<OperationDefinition> selected(ExecutionInput input) {
            String name = input.getOperationName();
            return name == null || name.isEmpty()
                    ? operations.stream().findFirst().filter(only -> operations.size() == 1)
                    : operations.stream()
                            .filter(operation -> name.equals(operation.getName()))
                            .findFirst();
        }

        boolean needsLane(ExecutionInput input) {
            return selected(input).filter(withLane::contains).isPresent();
        }
    }

    Documents(ExecutableSchema executable, long size) {
        this.executable = executable;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(size)
                .weigher((String query, Prepared prepared) -> query.length())
                .executor(Runnable::run) // else the cache tidies up on the common pool
                .build();
    }

    Prepared prepare(ExecutionInput input) {
        return cache.get(input.getQuery(), query -> parseAndValidate(input));
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        return CompletableFuture.completedFuture(prepare(input).entry());
    }

    private Prepared parseAndValidate(ExecutionInput input) {
        ParseAndValidateResult result = ParseAndValidate.parseAndValidate(executable.schema(), input);
        Document document = result.getDocument();
        if (document == null || result.isFailure()) {
            return new Prepared(new PreparsedDocumentEntry(result.getErrors()), List.of(), List.of());
        }
        List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
        List<OperationDefinition> withLane = operations.stream()
                .filter(operation -> LaneNeed.of(operation, document, executable))
                .toList();
        return new Prepared(new PreparsedDocumentEntry(document), operations, withLane);
    }
}
