package org.synctoasync.graphql.access;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Faults;
import org.synctoasync.graphql.type.ConnectionShape;
import org.synctoasync.graphql.type.Properties;
import org.synctoasync.graphql.type.RootTypes;
import org.synctoasync.model.Access;

/**
 * The fields that only some users may read. The access rules of a field come from its resolver, from the property
 * behind it, and from the classes behind its type and behind the type that it belongs to. A user may read the field if
 * all rules allow it.
 *
 * <p>If resolvers return a type only as an interface, a union, a map or {@code Object}, its class is unknown at
 * deployment. Then the class of each object is checked when its fields are read.
 *
 * <p><b>Threading:</b> confined to the thread that deploys. The fetchers that it makes are immutable.
 */
public final class FieldAccess {
    private final Faults faults;
    private final Map<FieldCoordinates, List<Access>> fields = new HashMap<>();
    private final Map<String, List<Access>> types = new HashMap<>();
    private final Set<String> known = new TreeSet<>();
    private final Set<FieldCoordinates> guarded = new HashSet<>();

    public FieldAccess(Faults faults) {
        this.faults = faults;
    }

    /** Protects a field by the access rule of its resolver. */
    public void addField(FieldCoordinates field, Access access) {
        if (!access.everyone()) {
            fields.computeIfAbsent(field, at -> new ArrayList<>()).add(access);
        }
    }

    /** Protects a type, and its fields that are properties, by the access rules of a class behind it. */
    public void addType(GraphQLObjectType type, Class<?> behind, Set<FieldCoordinates> resolved) {
        known.add(type.getName());
        Access access = Access.of(behind, this::fault);
        if (!access.everyone()) {
            types.computeIfAbsent(type.getName(), name -> new ArrayList<>()).add(access);
        }
        for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
            FieldCoordinates at = FieldCoordinates.coordinates(type, field);
            addField(at, resolved.contains(at) ? access : ofProperty(behind, field.getName(), this::fault));
        }
    }

    /** Returns the roles that fields require, as far as they are known before requests read objects. */
    public Set<String> roles() {
        return Stream.concat(fields.values().stream(), types.values().stream())
                .flatMap(List::stream)
                .flatMap(access -> access.roles().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Wraps the fetcher of each protected field in a guard.
     *
     * @param ours the types whose objects do not come from the application
     * @param fetcher returns the fetcher of a field
     * @param use receives the guarded fetcher
     */
    public void forEach(
            GraphQLSchema schema,
            Set<String> ours,
            Function<FieldCoordinates, DataFetcher<?>> fetcher,
            BiConsumer<FieldCoordinates, DataFetcher<?>> use) {
        Set<String> roots = RootTypes.of(schema).map(GraphQLObjectType::getName).collect(Collectors.toSet());
        for (GraphQLNamedType type : schema.getAllTypesAsList()) {
            if (type instanceof GraphQLObjectType object && !type.getName().startsWith("__")) {
                boolean isSeenLater = !known.contains(type.getName())
                        && !ours.contains(type.getName())
                        && !roots.contains(type.getName());
                object.getFieldDefinitions().forEach(field -> {
                    FieldCoordinates at = FieldCoordinates.coordinates(object, field);
                    Function<@Nullable Object, List<Access>> rules = rules(at, field, isSeenLater);
                    if (rules != null) {
                        guarded.add(at);
                        use.accept(at, new GuardedFetcher(rules, fetcher.apply(at)));
                    }
                });
            }
        }
    }

    /** Whether a field has a guard. Valid only after {@link #forEach}. */
    public boolean isProtected(FieldCoordinates field) {
        return guarded.contains(field);
    }

    private @Nullable Function<@Nullable Object, List<Access>> rules(
            FieldCoordinates at, GraphQLFieldDefinition field, boolean isSeenLater) {
        List<Access> all = new ArrayList<>(fields.getOrDefault(at, List.of()));
        ConnectionShape shape = ConnectionShape.of(field);
        String given =
                shape == null ? GraphQLTypeUtil.unwrapAll(field.getType()).getName() : shape.nodeName();
        all.addAll(types.getOrDefault(given, List.of()));
        List<Access> always = List.copyOf(all);
        if (isSeenLater) {
            return new ByClass(always, at.getFieldName());
        }
        return always.isEmpty() ? null : source -> always;
    }

    private static Access ofProperty(Class<?> type, String property, Consumer<String> contradictions) {
        return Properties.getter(type, property)
                .map(getter -> Access.of(getter, type, contradictions))
                .orElseGet(() -> Access.of(type, contradictions));
    }

    private void fault(String fault) {
        if (!faults.all().contains(fault)) {
            faults.add(fault);
        }
    }

    /** Finds the access rules by the class of the object. Each class is inspected once. */
    private record ByClass(List<Access> always, String property, Map<Class<?>, List<Access>> seen)
            implements Function<@Nullable Object, List<Access>> {
        ByClass(List<Access> always, String property) {
            this(always, property, new ConcurrentHashMap<>());
        }

        @Override
        public List<Access> apply(@Nullable Object source) {
            return source == null ? always : seen.computeIfAbsent(source.getClass(), this::of);
        }

        private List<Access> of(Class<?> type) {
            Access own = ofProperty(type, property, contradiction -> {}); // contradictory annotations deny everyone
            return own.everyone()
                    ? always
                    : Stream.concat(always.stream(), Stream.of(own)).toList();
        }
    }
}
