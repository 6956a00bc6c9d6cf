package org.synctoasync.graphql.error;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.synctoasync.graphql.type.Selections;
import org.synctoasync.graphql.type.SubscriptionEvent;

/**
 * The error of a field that the user may not read.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class AccessDeniedError implements GraphQLError {
    private static final long serialVersionUID = 1L;

    private final AccessDenied refused;
    private final List<Object> path;
    private final transient List<SourceLocation> locations;
    private final int rootFields;

    /** Makes the error of the field that is being fetched. */
    AccessDeniedError(AccessDenied refused, DataFetchingEnvironment environment) {
        this.refused = refused;
        this.path = environment.getExecutionStepInfo().getPath().toList();
        this.locations = List.of(environment.getField().getSourceLocation());
        this.rootFields = path.size() == 1 && !environment.getGraphQlContext().hasKey(SubscriptionEvent.class)
                ? Selections.rootKeys(environment).size()
                : -1;
    }

    @Override
    public String getMessage() {
        return refused.text();
    }

    @Override
    public List<SourceLocation> getLocations() {
        return locations;
    }

    @Override
    public ErrorClassification getErrorType() {
        return ErrorType.DataFetchingException;
    }

    @Override
    public List<Object> getPath() {
        return path;
    }

    @Override
    public Map<String, Object> getExtensions() {
        return Map.of("code", refused.code());
    }

    /**
     * Removes the data from the response if access to every root field was denied, so that nothing was executed.
     * Returns any other response unchanged.
     */
    public static ExecutionResult honest(ExecutionResult answer) {
        Set<Object> refused = answer.getErrors().stream()
                .flatMap(error -> error instanceof AccessDeniedError other && other.rootFields > 0
                        ? Stream.of(other.path.get(0))
                        : Stream.empty())
                .collect(Collectors.toSet());
        boolean isWhole = answer.getErrors().stream()
                .allMatch(error -> error instanceof AccessDeniedError other && other.rootFields == refused.size());
        return refused.isEmpty() || !isWhole
                ? answer
                : ExecutionResult.newExecutionResult()
                        .errors(answer.getErrors())
                        .extensions(answer.getExtensions())
                        .build();
    }
}
