package org.synctoasync.graphql.type;

import graphql.language.SourceLocation;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import org.jspecify.annotations.Nullable;

/** Formats places in the schema's source for messages. */
public final class Locations {
    private Locations() {}

    /** The place of a field, for example {@code schema.graphqls:12}. */
    public static String of(GraphQLFieldDefinition field) {
        return field.getDefinition() == null
                ? "made by the application"
                : of(field.getDefinition().getSourceLocation());
    }

    /** The place of an input field. */
    public static String of(GraphQLInputObjectField field) {
        return of(field.getDefinition() == null ? null : field.getDefinition().getSourceLocation());
    }

    public static String of(@Nullable SourceLocation location) {
        return location == null ? "?" : location.getSourceName() + ":" + location.getLine();
    }
}
