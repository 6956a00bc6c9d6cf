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
 * The fields that not everyone may read: by what their resolvers say, by the properties that they are read from, and by the classes
 * behind the types that they give and belong to. All of it must let a user pass.
 *
 * <p>Behind a type to which only interfaces, unions, maps and {@code Object} lead, no class is known at deployment: each object's is then
 * looked at when its fields are read.
 *
 * <p><b>Threading:</b> confined to the thread that deploys; the fetchers that it makes are immutable.
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

    /** Protects a field as its resolver says. */
    public void addField(FieldCoordinates field, Access access) {
        if (!access.everyone()) {
            fields.computeIfAbsent(field, at -> new ArrayList<>()).add(access);
        }
    }

    /** Protects a type, and its fields that are properties, as one of the classes behind it says. */
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

    /** The roles that are asked for, as far as they are known before objects are seen. */
    public Set<String> roles() {
        return Stream.concat(fields.values().stream(), types.values().stream())
                .flatMap(List::stream)
                .flatMap(access -> access.roles().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Puts a guard before the fetcher of each protected field.
     *
     * @param ours the types whose objects are none of the application's
     * @param fetcher gives the fetcher of a field
     * @param use takes the guarded one
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

    /** Whether a field has a guard; known once guards have been put before fetchers. */
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

    /** Looks at each object's class, once. */
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
            Access own = ofProperty(type, property, contradiction -> {}); // contradictions are for nobody
            return own.everyone()
                    ? always
                    : Stream.concat(always.stream(), Stream.of(own)).toList();
        }
    }
}
