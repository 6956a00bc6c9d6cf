package org.synctoasync.graphql.type;

import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Faults;

/**
 * A Relay connection type of the schema: its name ends with {@code Connection}, and it has edges with nodes.
 *
 * @param type the connection's type
 * @param edge the type of its edges
 * @param node the type of the edges' nodes
 * @see <a href="https://relay.dev/graphql/connections.htm">GraphQL Cursor Connections Specification</a>
 */
public record ConnectionShape(GraphQLObjectType type, GraphQLObjectType edge, GraphQLType node) {
    private static final String NAME = "Connection";

    /** The connection type of a field; null if the field's type is not a connection. */
    public static @Nullable ConnectionShape of(GraphQLFieldDefinition field) {
        if (!(GraphQLTypeUtil.unwrapNonNull(field.getType()) instanceof GraphQLObjectType type)
                || !type.getName().endsWith(NAME)) {
            return null;
        }
        GraphQLFieldDefinition edges = type.getFieldDefinition("edges");
        GraphQLObjectType edge =
                edges != null && GraphQLTypeUtil.unwrapAll(edges.getType()) instanceof GraphQLObjectType object
                        ? object
                        : null;
        GraphQLFieldDefinition node = edge == null ? null : edge.getFieldDefinition("node");
        return edge == null || node == null
                ? null
                : new ConnectionShape(type, edge, GraphQLTypeUtil.unwrapNonNull(node.getType()));
    }

    /** The name of the nodes' type. */
    public String nodeName() {
        return node instanceof GraphQLNamedOutputType named ? named.getName() : GraphQLTypeUtil.simplePrint(node);
    }

    /** The type of the field {@code pageInfo}; null if there is none. */
    public @Nullable GraphQLObjectType pageInfo() {
        GraphQLFieldDefinition pageInfo = type.getFieldDefinition("pageInfo");
        return pageInfo != null && GraphQLTypeUtil.unwrapNonNull(pageInfo.getType()) instanceof GraphQLObjectType object
                ? object
                : null;
    }

    /**
     * Checks that the fields of the connection and of its parts have the types that the server serves.
     *
     * @param faults receives every difference
     * @param resolved the fields that resolvers resolve; the types may have these in addition
     */
    public void check(Faults faults, Set<FieldCoordinates> resolved) {
        checkFields(type, Set.of("edges", "nodes", "pageInfo", "totalCount"), resolved, faults);
        checkFields(edge, Set.of("node", "cursor"), resolved, faults);
        checkScalar(edge, "cursor", Set.of("String", "ID"), faults);
        checkScalar(type, "totalCount", Set.of("Int", "Long"), faults);
        checkList("edges", edge, faults);
        checkList("nodes", node, faults);
        GraphQLObjectType pageInfo = pageInfo();
        if (pageInfo == null) {
            faults.add(type.getName() + " ("
                    + Locations.of(
                            type.getDefinition() == null
                                    ? null
                                    : type.getDefinition().getSourceLocation())
                    + ") is a connection and has no pageInfo: PageInfo!.");
            return;
        }
        checkFields(pageInfo, Set.of("hasNextPage", "hasPreviousPage", "startCursor", "endCursor"), resolved, faults);
        List.of("hasNextPage", "hasPreviousPage")
                .forEach(name -> checkScalar(pageInfo, name, Set.of("Boolean"), faults));
        List.of("startCursor", "endCursor")
                .forEach(name -> checkScalar(pageInfo, name, Set.of("String", "ID"), faults));
    }

    private static void checkFields(
            GraphQLObjectType type, Set<String> known, Set<FieldCoordinates> resolved, Faults faults) {
        for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
            if (!known.contains(field.getName()) && !resolved.contains(FieldCoordinates.coordinates(type, field))) {
                faults.add(type.getName() + "." + field.getName() + " (" + Locations.of(field)
                        + ") is part of a connection, of which it is no field; it may have "
                        + String.join(", ", known.stream().sorted().toList()) + ".");
            }
        }
    }

    private static void checkScalar(GraphQLObjectType type, String name, Set<String> types, Faults faults) {
        GraphQLFieldDefinition field = type.getFieldDefinition(name);
        if (field != null
                && !(GraphQLTypeUtil.unwrapNonNull(field.getType()) instanceof GraphQLScalarType scalar
                        && types.contains(scalar.getName()))) {
            unfit(type, field, String.join(" or ", types.stream().sorted().toList()), faults);
        }
    }

    private void checkList(String name, GraphQLType element, Faults faults) {
        GraphQLFieldDefinition field = type.getFieldDefinition(name);
        if (field != null
                && !(GraphQLTypeUtil.unwrapNonNull(field.getType()) instanceof GraphQLList list
                        && GraphQLTypeUtil.unwrapNonNull(list.getWrappedType()) == element)) {
            unfit(type, field, "[" + GraphQLTypeUtil.simplePrint(element) + "]", faults);
        }
    }

    private static void unfit(GraphQLObjectType type, GraphQLFieldDefinition field, String wanted, Faults faults) {
        faults.add(
                type.getName() + "." + field.getName() + " (" + Locations.of(field) + ") is part of a connection, and "
                        + GraphQLTypeUtil.simplePrint(field.getType()) + "; take " + wanted + ".");
    }
}
