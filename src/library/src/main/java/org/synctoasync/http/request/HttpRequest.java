package org.synctoasync.http.request;

import graphql.kickstart.execution.GraphQLRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a GraphQL request. Unlike its base, it does not parse the document to find the operation's name. */
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

    /** Names the document; null if the document is sent, whatever it is named. */
    public @Nullable String documentId() {
        return documentId;
    }

    /** Null and the empty string choose no operation. */
    @Override
    public @Nullable String getOperationName() {
        return operationName;
    }
}
