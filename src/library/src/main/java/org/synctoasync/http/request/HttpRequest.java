package org.synctoasync.http.request;

import graphql.kickstart.execution.GraphQLRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a GraphQL request. Unlike its base class, it does not parse the document to find the operation's
 * name.
 */
public final class HttpRequest extends GraphQLRequest {
    private final @Nullable String documentId;
    private final @Nullable String operationName;

    public HttpRequest(
            @Nullable String query,
            @Nullable String documentId,
            @Nullable String operationName,
            @Nullable Map<String, Object> variables,
            @Nullable Map<String, Object> extensions) {
        setQuery(query);
        setVariables(variables == null ? Map.of() : variables);
        setExtensions(extensions == null ? Map.of() : extensions);
        this.documentId = query == null ? documentId : null;
        this.operationName = operationName;
    }

    /** The identifier of the document; null if the request contains the document itself. */
    public @Nullable String documentId() {
        return documentId;
    }

    /** The name of the operation to execute; null or an empty string selects no operation. */
    @Override
    public @Nullable String getOperationName() {
        return operationName;
    }
}
