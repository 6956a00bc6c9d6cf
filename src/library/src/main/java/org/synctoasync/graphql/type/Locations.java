package org.synctoasync.graphql.type;

import graphql.language.SourceLocation;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import org.jspecify.annotations.Nullable;

/** Where something stands in the schema's source, in the words of a message. */
public final class Locations {
    private Locations() {}

    /** A field's place, as {@code schema.graphqls:12}. */
    public static String of(GraphQLFieldDefinition field) {
        return field.getDefinition() == null
                ? "made by the application"
                : of(field.getDefinition().getSourceLocation());
    }

    /** An input field's place. */
    public static String of(GraphQLInputObjectField field) {
        return of(field.getDefinition() == null ? null : field.getDefinition().getSourceLocation());
    }

    public static String of(@Nullable SourceLocation location) {
        return location == null ? "?" : location.getSourceName() + ":" + location.getLine();
    }
}
