package org.synctoasync.graphql.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.ParseAndValidate;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.validation.ValidationError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Setting;
import org.synctoasync.deployment.Settings;
import org.synctoasync.graphql.error.ErrorCodes;
import org.synctoasync.graphql.schema.ExecutableSchema;

/**
 * The cache of the documents that clients send. A document is parsed and validated once while it is cached.
 *
 * <p><b>Threading:</b> any thread may use it.
 */
public final class Documents {
    private final ExecutableSchema executable;
    private final DocumentParser parser;
    private final DocumentLimits limits;
    private final Cache<String, Prepared> cache;

    /**
     * A document that is ready for execution.
     *
     * @param entry the document, or its errors
     * @param operations its operations; empty if it has not been parsed
     * @param withLane the operations that need a lane
     */
    public record Prepared(
            PreparsedDocumentEntry entry, List<OperationDefinition> operations, List<OperationDefinition> withLane) {
        /**
         * Returns the operation that a request selects (GraphQL, section 6.1, GetOperation); null if it is ambiguous or
         * missing.
         */
        public @Nullable OperationDefinition selected(@Nullable String name) {
            List<OperationDefinition> candidates =
                    name == null || name.isEmpty() // GraphQL over HTTP: an empty name counts as absent
                            ? operations
                            : operations.stream()
                                    .filter(operation -> name.equals(operation.getName()))
                                    .toList();
            return candidates.size() == 1 ? candidates.get(0) : null;
        }

        /** Returns the error of a request that selects no operation. */
        public GraphQLError unselected(@Nullable String name) {
            String message = operations.isEmpty()
                    ? "The document has no operation"
                    : name == null || name.isEmpty()
                            ? "The document has several operations; 'operationName' must name one of them"
                            : "The document has no operation of the name in 'operationName'";
            return GraphqlErrorBuilder.newError()
                    .message(message)
                    .extensions(Map.of("code", ErrorCodes.NO_OPERATION))
                    .build();
        }
    }

    public Documents(ExecutableSchema executable, Settings settings) {
        this.executable = executable;
        this.parser = new DocumentParser(settings);
        this.limits = new DocumentLimits(settings);
        this.cache = Caffeine.newBuilder()
                .maximumWeight(settings.get(Setting.DOCUMENT_CACHE_SIZE))
                .weigher((String query, Prepared prepared) -> query.length())
                .executor(Runnable::run) // otherwise the cache evicts on the common pool
                .build();
    }

    public Prepared get(String query) {
        return cache.get(query, this::parseAndValidate);
    }

    public List<GraphQLError> errors(String query) {
        List<? extends GraphQLError> errors = parseAndValidate(query).entry().getErrors();
        return errors == null ? List.of() : List.copyOf(errors);
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

    /**
     * Validates a document. The engine has its own limits, and each of its versions throws a different exception for
     * them.
     */
    private List<ValidationError> validate(String query, Document document) throws Limit.Exceeded {
        try {
            List<ValidationError> errors =
                    ParseAndValidate.validate(executable.schema(), document, DocumentParser.LANGUAGE);
            boolean mayDefer = query.contains("defer"); // older engines have neither the directive nor its rules
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
