package org.synctoasync.graphql.fetch;

import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLTypeUtil;
import java.lang.reflect.Type;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Faults;
import org.synctoasync.deployment.Setting;
import org.synctoasync.graphql.access.FieldAccess;
import org.synctoasync.graphql.type.JavaTypes;
import org.synctoasync.model.ResolverMethod;
import org.synctoasync.model.UnsentQueries;

/**
 * The fields whose resolvers return queries that have not been sent yet.
 *
 * <p><b>Threading:</b> confined to the deploying thread; the readers that it makes are immutable.
 */
public final class QueryFields {
    private final @Nullable UnsentQueries queries;
    private final AssociationFields associations;
    private final Set<String> notJoined;
    private final FieldAccess guards;

    public QueryFields(
            @Nullable UnsentQueries queries,
            AssociationFields associations,
            Set<String> notJoined,
            FieldAccess guards) {
        this.guards = guards;
        this.queries = queries;
        this.associations = associations;
        this.notJoined = notJoined;
    }

    /**
     * The type of a field's value: for a query, the type of its rows or of one row; for any other result, the returned
     * type.
     */
    public Type valueType(Type returned, GraphQLFieldDefinition field) {
        if (!isQuery(returned)) {
            return returned;
        }
        Class<?> row = JavaTypes.classOf(JavaTypes.argument(returned));
        if (row == null) {
            return Object.class;
        }
        return isMany(field) ? row.arrayType() : row;
    }

    /** The reader that makes a resolver's result the field's value. */
    public ResultReader reader(ResolverMethod resolver, GraphQLFieldDefinition field) {
        UnsentQueries sending = queries;
        return sending == null || !isQuery(resolver.method().getGenericReturnType())
                ? (result, environment) -> Results.consumed(result)
                : new QueryResult(sending, resolver.coordinate(), isMany(field), this::isJoinable);
    }

    /** Reports settings that name no field. Call it when all associations are known. */
    public void check(Faults faults) {
        notJoined.stream()
                .sorted()
                .filter(name -> !isAssociation(name))
                .forEach(
                        name -> faults.add(
                                "The setting " + Setting.NOT_JOINED.key() + " has '" + name
                                        + "', which is no field that comes from an association; write the type and the field, as Book.author."));
    }

    /**
     * Whether a field may be joined. A protected field is not read along with unprotected ones, because the user may
     * not be allowed to read it.
     */
    private boolean isJoinable(FieldCoordinates coordinates) {
        return !guards.isProtected(coordinates)
                && associations.isOne(coordinates)
                && !notJoined.contains(coordinates.toString());
    }

    private boolean isAssociation(String name) {
        int dot = name.indexOf('.');
        return dot > 0
                && associations.isOne(FieldCoordinates.coordinates(name.substring(0, dot), name.substring(dot + 1)));
    }

    private boolean isQuery(Type returned) {
        UnsentQueries sending = queries;
        Class<?> known = JavaTypes.classOf(returned);
        return sending != null && known != null && sending.isQuery(known);
    }

    private static boolean isMany(GraphQLFieldDefinition field) {
        return GraphQLTypeUtil.unwrapNonNull(field.getType()) instanceof GraphQLList;
    }
}
