package org.synctoasync.graphql.type;

import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import java.lang.reflect.Type;
import java.util.Set;
import org.synctoasync.deployment.Faults;

/**
 * The Java types that correspond to the schema's types, as far as the declared results of resolvers determine them.
 *
 * <p><b>Threading:</b> confined to the deploying thread.
 */
public interface OutputTypes {
    /** The Java classes that were found for an object type. */
    Set<Class<?>> classes(String type);

    /**
     * Continues the search at an object type to which no resolver leads.
     *
     * @param known the Java class of the object type
     * @param faults receives the types that do not fit
     */
    void follow(GraphQLObjectType type, Class<?> known, Faults faults);

    /**
     * Checks the type that a resolver or a property returns.
     *
     * @param source the resolver or the property, in the words of a message
     */
    void check(GraphQLType type, Type returned, String source);
}
