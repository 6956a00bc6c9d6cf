package org.synctoasync.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import graphql.kickstart.execution.GraphQLRequest;
import org.jspecify.annotations.Nullable;

/** The parameters of a GraphQL request. Unlike its base, it does not parse the document to find the operation's name. */
@JsonIgnoreProperties(ignoreUnknown = true)
final class HttpRequest extends GraphQLRequest {
    private @Nullable String operationName;

    @Override
    public @Nullable String getOperationName() {
        return operationName;
    }

    @Override
    public void setOperationName(@Nullable String operationName) {
        this.operationName = operationName;
    }
}
