package org.synctoasync.graphql.error;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an error that the application or the engine made. If reading the original throws, it throws when the copy
 * is made, never when a response is written.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class ReadError implements GraphQLError {
    private static final long serialVersionUID = 1L;

    private final String message;
    private final transient @Nullable List<SourceLocation> locations;
    private final transient @Nullable List<Object> path;
    private final transient @Nullable Map<String, Object> extensions;
    private final transient Map<String, Object> specification;

    private ReadError(GraphQLError error) {
        message = error.getMessage();
        locations = error.getLocations() == null ? null : List.copyOf(error.getLocations());
        path = error.getPath() == null ? null : List.copyOf(error.getPath());
        extensions = error.getExtensions() == null ? null : new LinkedHashMap<>(error.getExtensions());
        specification = new LinkedHashMap<>(error.toSpecification());
    }

    static ReadError of(GraphQLError error) {
        return new ReadError(error);
    }

    /**
     * Throws the exception that reading the error throws. Call it before the engine gets the error, because the engine
     * reads its path.
     */
    public static void check(GraphQLError error) {
        of(error);
    }

    /** The path of an error that may not be readable; null if it has none or it cannot be read. */
    static @Nullable List<Object> pathOf(GraphQLError error) {
        try {
            return error.getPath() == null ? null : List.copyOf(error.getPath());
        } catch (Throwable unreadable) {
            return null;
        }
    }

    @Override
    public String getMessage() {
        return message;
    }

    @Override
    public @Nullable List<SourceLocation> getLocations() {
        return locations;
    }

    @Override
    public ErrorClassification getErrorType() {
        return ErrorType.DataFetchingException;
    }

    @Override
    public @Nullable List<Object> getPath() {
        return path;
    }

    @Override
    public @Nullable Map<String, Object> getExtensions() {
        return extensions;
    }

    @Override
    public Map<String, Object> toSpecification() {
        return specification;
    }
}
