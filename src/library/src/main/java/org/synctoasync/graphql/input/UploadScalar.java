package org.synctoasync.graphql.input;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.util.Locale;

/**
 * The scalar {@code Upload} of the GraphQL multipart request specification: a variable whose value the endpoint has
 * replaced by a file.
 */
final class UploadScalar implements Coercing<Upload, Upload> {
    static final String NAME = "Upload";

    private UploadScalar() {}

    static GraphQLScalarType type() {
        return GraphQLScalarType.newScalar()
                .name(NAME)
                .description("A file that comes with the request.")
                .specifiedByUrl("https://github.com/jaydenseric/graphql-multipart-request-spec")
                .coercing(new UploadScalar())
                .build();
    }

    @Override
    public Upload parseValue(Object input, GraphQLContext context, Locale locale) {
        if (input instanceof Upload upload) {
            return upload;
        }
        throw new CoercingParseValueException("a file is sent as a part of the request, and named by its field 'map'");
    }

    @Override
    public Upload parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        throw new CoercingParseLiteralException("a file is given by a variable");
    }

    @Override
    public Upload serialize(Object result, GraphQLContext context, Locale locale) {
        throw new CoercingSerializeException("a file cannot be answered");
    }
}
