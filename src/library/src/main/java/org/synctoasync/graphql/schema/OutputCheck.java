package org.synctoasync.graphql.schema;

import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.synctoasync.deployment.Faults;
import org.synctoasync.graphql.access.FieldAccess;
import org.synctoasync.graphql.fetch.AssociationFields;
import org.synctoasync.graphql.input.Scalars;
import org.synctoasync.graphql.paging.PagedFields;
import org.synctoasync.graphql.type.EnumConstants;
import org.synctoasync.graphql.type.JavaTypes;
import org.synctoasync.graphql.type.Locations;
import org.synctoasync.graphql.type.OutputTypes;
import org.synctoasync.graphql.type.Properties;
import org.synctoasync.model.Association;
import org.synctoasync.model.Names;

/**
 * Compares the Java types that resolvers return with the types of the schema. It reports every field that nothing
 * resolves, and every Java type that cannot be served as its schema type.
 *
 * <p>It reports nothing if the type is unknown at deployment ({@code Object}, {@code Map}, an interface of the schema).
 *
 * <p><b>Threading:</b> confined to the thread that deploys.
 */
final class OutputCheck implements OutputTypes {
    private final Set<FieldCoordinates> resolved;
    private final AssociationFields associations;
    private final PagedFields pages;
    private final FieldAccess guards;
    private final Map<String, Set<Class<?>>> visited = new HashMap<>();
    private Faults faults;

    OutputCheck(
            Set<FieldCoordinates> resolved,
            AssociationFields associations,
            PagedFields pages,
            FieldAccess guards,
            Faults faults) {
        this.guards = guards;
        this.resolved = resolved;
        this.associations = associations;
        this.pages = pages;
        this.faults = faults;
    }

    @Override
    public Set<Class<?>> classes(String type) {
        return visited.getOrDefault(type, Set.of());
    }

    @Override
    public void follow(GraphQLObjectType type, Class<?> known, Faults found) {
        Faults before = faults;
        faults = found;
        checkObject(type, known);
        faults = before;
    }

    @Override
    public void check(GraphQLType type, Type returned, String source) {
        if (JavaTypes.hidesStage(returned)) {
            faults.add(
                    source + " is of type " + Names.of(returned) + ", and nobody waits for a stage inside of a value;"
                            + " return one stage of all of it, as CompletableFuture<List<Book>>.");
            return;
        }
        if (JavaTypes.isPublisher(JavaTypes.isStage(returned) ? JavaTypes.argument(returned) : returned)) {
            faults.add(source + " is of type " + Names.of(returned)
                    + ", and only a subscription's field may be a publisher; return the value, or a CompletionStage of"
                    + " it.");
            return;
        }
        Type java = JavaTypes.delivered(returned);
        Class<?> known = JavaTypes.classOf(java);
        if (known == null || known == Object.class || Map.class.isAssignableFrom(known)) {
            return;
        }
        GraphQLType plain = GraphQLTypeUtil.unwrapNonNull(type);
        Type element = JavaTypes.element(java);
        if (plain instanceof GraphQLList list && element != null) {
            check(list.getWrappedType(), element, source);
        } else if (plain instanceof GraphQLList || element != null) {
            unfit(type, returned, source);
        } else {
            checkSingle(plain, known, returned, source);
        }
    }

    private void checkSingle(GraphQLType type, Class<?> known, Type returned, String source) {
        boolean fits = true;
        if (type instanceof GraphQLScalarType scalar) {
            fits = Scalars.accepts(scalar.getName(), known);
        } else if (type instanceof GraphQLEnumType enumeration) {
            fits = known == String.class || known.isEnum();
            checkConstants(enumeration, known, source);
        } else if (type instanceof GraphQLObjectType object) {
            fits = !Scalars.isScalar(known);
            checkObject(object, known);
        }
        if (!fits) {
            unfit(type, returned, source);
        }
    }

    private void checkConstants(GraphQLEnumType type, Class<?> known, String source) {
        Collection<String> constants =
                known.isEnum() ? EnumConstants.byName(known).keySet() : List.of();
        List<String> unknown = constants.stream()
                .filter(name -> type.getValue(name) == null)
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            faults.add(source + " returns the enum " + known.getSimpleName() + ", of which the schema's "
                    + type.getName() + " lacks " + String.join(", ", unknown) + ".");
        }
    }

    private void checkObject(GraphQLObjectType type, Class<?> known) {
        if (Scalars.isScalar(known)
                || !visited.computeIfAbsent(type.getName(), name -> new LinkedHashSet<>())
                        .add(known)) {
            return;
        }
        guards.addType(type, known, resolved);
        for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
            if (!resolved.contains(FieldCoordinates.coordinates(type, field))) {
                checkUnresolved(type, field, known);
            }
        }
    }

    private void checkUnresolved(GraphQLObjectType type, GraphQLFieldDefinition field, Class<?> known) {
        if (pages.find(type, field, known, this)) {
            return;
        }
        Association association = associations.find(type, field, known);
        if (association == null) {
            checkProperty(type, field, known);
            return;
        }
        String source = association.name() + " for " + type.getName() + "." + field.getName() + " ("
                + Locations.of(field) + ")";
        GraphQLType plain = GraphQLTypeUtil.unwrapNonNull(field.getType());
        if (!field.getArguments().isEmpty()) {
            faults.add(source + " is loaded as it is, but the field has arguments; take them out, or add a method"
                    + " annotated @Batch(\"" + type.getName() + "." + field.getName() + "\").");
        } else if (plain instanceof GraphQLList != association.isMany()) {
            faults.add(source + (association.isMany() ? " is a collection" : " is no collection")
                    + ", which cannot be served as " + GraphQLTypeUtil.simplePrint(field.getType()) + ".");
        } else {
            check(plain instanceof GraphQLList list ? list.getWrappedType() : plain, association.element(), source);
        }
    }

    private void checkProperty(GraphQLObjectType type, GraphQLFieldDefinition field, Class<?> known) {
        String coordinate = type.getName() + "." + field.getName();
        Type property = Properties.type(known, field.getName());
        if (property == null) {
            faults.add(coordinate + " (" + Locations.of(field) + ") has no resolver, and " + Names.of(known)
                    + " has no property '" + field.getName() + "'; add a getter, or a method annotated @Field(\""
                    + coordinate + "\").");
        } else {
            check(
                    field.getType(),
                    property,
                    "the property " + Names.of(known) + "." + field.getName() + " for " + coordinate + " ("
                            + Locations.of(field) + ")");
        }
    }

    private void unfit(GraphQLType type, Type returned, String source) {
        String name = type instanceof GraphQLNamedType named ? named.getName() : GraphQLTypeUtil.simplePrint(type);
        faults.add(source + " is of type " + Names.of(returned) + ", which cannot be served as " + name + ".");
    }
}
