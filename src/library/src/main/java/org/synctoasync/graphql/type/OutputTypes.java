package org.synctoasync.graphql.type;

import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import java.lang.reflect.Type;
import java.util.Set;
import org.synctoasync.deployment.Faults;

/**
 * The Java types behind the types of the schema, as far as resolvers' declared results lead to them.
 *
 * <p><b>Threading:</b> confined to the thread that deploys.
 */
public interface OutputTypes {
    /** The classes with which Java types have led to an object type. */
    Set<Class<?>> classes(String type);

    /**
     * Goes on at an object type to which no resolver leads.
     *
     * @param faults takes what does not fit
     */
    void follow(GraphQLObjectType type, Class<?> known, Faults faults);

    /**
     * Checks what a resolver or a property returns.
     *
     * @param source what returns it, in the words of a message
     */
    void check(GraphQLType type, Type returned, String source);
}
