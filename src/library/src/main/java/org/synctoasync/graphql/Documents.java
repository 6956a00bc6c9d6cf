package org.synctoasync.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.validation.ValidationError;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Setting;
import org.synctoasync.deployment.Settings;

/**
 * The documents that clients sent, parsed and validated once each.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
final class Documents implements PreparsedDocumentProvider {
    private final ExecutableSchema executable;
    private final DocumentParser parser;
    private final DocumentLimits limits;
    private final Cache<String, Prepared> cache;

    /**
     * A document ready to be executed.
     *
     * @param entry the document, or its errors
     * @param operations its operations; none if it has not been parsed
     * @param withLane those of them that need a lane
     */
    record Prepared(
            PreparsedDocumentEntry entry, List<OperationDefinition> operations, List<OperationDefinition> withLane) {
        /** The operation that the input selects; none if the choice is not clear. */
        Optional<OperationDefinition> selected(ExecutionInput input) {
            String name = input.getOperationName();
            return name == null || name.isEmpty()
                    ? operations.stream().findFirst().filter(only -> operations.size() == 1)
                    : operations.stream()
                            .filter(operation -> name.equals(operation.getName()))
                            .findFirst();
        }

        boolean isValid() {
            return !entry.hasErrors();
        }

        /** The error of an operation that asks for too much; null if it does not. */
        @Nullable GraphQLError excess(ExecutionInput input, CostLimit cost) {
            return isValid()
                    ? selected(input)
                            .map(operation -> cost.check(operation, Objects.requireNonNull(entry.getDocument()), input))
                            .orElse(null)
                    : null;
        }

        boolean needsLane(ExecutionInput input) {
            return selected(input).filter(withLane::contains).isPresent();
        }
    }

    Documents(ExecutableSchema executable, Settings settings) {
        this.executable = executable;
        this.parser = new DocumentParser(settings);
        this.limits = new DocumentLimits(settings);
        this.cache = Caffeine.newBuilder()
                .maximumWeight(settings.get(Setting.DOCUMENT_CACHE_SIZE))
                .weigher((String query, Prepared prepared) -> query.length())
                .executor(Runnable::run) // else the cache tidies up on the common pool
                .build();
    }

    Prepared prepare(ExecutionInput input) {
        return cache.get(input.getQuery(), this::parseAndValidate);
    }

    List<GraphQLError> errors(String query) {
        List<? extends GraphQLError> errors = parseAndValidate(query).entry().getErrors();
        return errors == null ? List.of() : List.copyOf(errors);
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        return CompletableFuture.completedFuture(prepare(input).entry());
    }

    private Prepared parseAndValidate(String query) {
        try {
            Document document = parser.parse(query);
            limits.check(document);
            List<ValidationError> errors = validate(query, document);
            List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
            return errors.isEmpty()
                    ? new Prepared(new PreparsedDocumentEntry(document), operations, withLane(operations, document))
                    : new Prepared(new PreparsedDocumentEntry(errors), operations, List.of());
        } catch (DocumentParser.Unparsed malformed) {
            return refused(malformed.error());
        } catch (Limit.Exceeded excess) {
            return refused(excess.error());
        }
    }

    /** The engine has bounds of its own, of which each version throws an exception of its own. */
    private List<ValidationError> validate(String query, Document document) throws Limit.Exceeded {
        try {
            List<ValidationError> errors =
                    ParseAndValidate.validate(executable.schema(), document, DocumentParser.LANGUAGE);
            boolean mayDefer = query.contains("defer"); // older engines know neither the directive nor its rules
            return errors.isEmpty() && mayDefer ? DeferRules.errors(executable.schema(), document) : errors;
        } catch (RuntimeException excess) {
            if (excess.getClass().getPackage() == ValidationError.class.getPackage()) {
                throw DocumentLimits.ofEngine();
            }
            throw excess;
        }
    }

    private List<OperationDefinition> withLane(List<OperationDefinition> operations, Document document) {
        return operations.stream()
                .filter(operation -> LaneNeed.of(operation, document, executable))
                .toList();
    }

    private static Prepared refused(GraphQLError error) {
        return new Prepared(new PreparsedDocumentEntry(error), List.of(), List.of());
    }
}
