package org.synctoasync.graphql;

import graphql.language.SourceLocation;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import org.jspecify.annotations.Nullable;

/** Where something stands in the schema's source, in the words of a message. */
final class Locations {
    private Locations() {}

    /** A field's place, as {@code schema.graphqls:12}. */
    static String of(GraphQLFieldDefinition field) {
        return field.getDefinition() == null
                ? "made by the application"
                : of(field.getDefinition().getSourceLocation());
    }

    /** An input field's place. */
    static String of(GraphQLInputObjectField field) {
        return of(field.getDefinition() == null ? null : field.getDefinition().getSourceLocation());
    }

    static String of(@Nullable SourceLocation location) {
        return location == null ? "?" : location.getSourceName() + ":" + location.getLine();
    }
}
