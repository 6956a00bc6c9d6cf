package org.synctoasync.graphql.schema;

import graphql.TrivialDataFetcher;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.errors.SchemaProblem;
import java.lang.System.Logger.Level;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Faults;
import org.synctoasync.deployment.Setting;
import org.synctoasync.deployment.Setting.TransactionScope;
import org.synctoasync.deployment.Settings;
import org.synctoasync.graphql.access.FieldAccess;
import org.synctoasync.graphql.fetch.AssociationFields;
import org.synctoasync.graphql.fetch.BatchFields;
import org.synctoasync.graphql.fetch.CatchingFetcher;
import org.synctoasync.graphql.fetch.FieldCalls;
import org.synctoasync.graphql.fetch.Parameters;
import org.synctoasync.graphql.fetch.QueryFields;
import org.synctoasync.graphql.fetch.ResolverFetcher;
import org.synctoasync.graphql.fetch.SubscriptionFetcher;
import org.synctoasync.graphql.fetch.WrappedFetcher;
import org.synctoasync.graphql.loading.EntityLoaderRegistry;
import org.synctoasync.graphql.paging.PageLimits;
import org.synctoasync.graphql.paging.PagedFields;
import org.synctoasync.graphql.type.JavaTypes;
import org.synctoasync.graphql.type.Locations;
import org.synctoasync.graphql.type.RootTypes;
import org.synctoasync.model.Access;
import org.synctoasync.model.CallMode;
import org.synctoasync.model.Caller;
import org.synctoasync.model.ResolverMethod;
import org.synctoasync.model.UnsentQueries;

/**
 * Makes the executable schema from types, resolvers and the application's own wiring, or reports every fault in them.
 *
 * <p><b>Threading:</b> confined to the thread that deploys.
 */
public final class SchemaAssembly {
    private static final System.Logger LOG = System.getLogger(SchemaAssembly.class.getName());

    private final Caller caller;
    private final Parameters parameters;
    private final Faults faults;
    private final boolean threadSensitive;
    private final boolean requestWide;
    private final Map<FieldCoordinates, DataFetcher<?>> fetchers = new HashMap<>();
    private final AssociationFields associations;
    private final BatchFields batches;
    private final PagedFields pages;
    private final FieldAccess guards;
    private final QueryFields queries;
    private final Map<FieldCoordinates, Bound> bound = new LinkedHashMap<>();

    /**
     * Makes an assembly.
     *
     * @param queries sends the queries that resolvers return unsent; null if nothing sends them
     * @param settings the settings; they determine whether data fetchers that the application wired are
     *     thread-sensitive, and whether a transaction spans the whole request
     */
    public SchemaAssembly(
            Caller caller,
            EntityLoaderRegistry loaders,
            @Nullable UnsentQueries queries,
            Settings settings,
            Faults faults) {
        this.threadSensitive = settings.get(Setting.THREAD_SENSITIVE);
        this.requestWide = settings.get(Setting.TRANSACTION) == TransactionScope.REQUEST;
        this.caller = caller;
        this.parameters = new Parameters(loaders);
        this.faults = faults;
        this.guards = new FieldAccess(faults);
        this.associations = new AssociationFields(loaders.models(), caller);
        this.pages = new PagedFields(loaders.models(), PageLimits.of(settings), fetchers.keySet(), faults);
        this.queries = new QueryFields(queries, associations, settings.get(Setting.NOT_JOINED), guards);
        this.batches = new BatchFields(loaders.models(), parameters, caller, faults);
    }

    /** Returns the executable schema; null if there are faults. */
    public @Nullable ExecutableSchema assemble(
            TypeDefinitionRegistry types, RuntimeWiring.Builder wiring, List<ResolverMethod> resolvers) {
        try {
            GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(types, Wiring.complete(wiring));
            wrapFetchers(schema);
            resolvers.forEach(resolver -> bind(resolver, schema));
            checkOutputs(schema);
            return faults.isEmpty() ? executable(schema) : null;
        } catch (SchemaProblem problem) {
            SchemaSource.addTo(faults, problem);
            return null;
        }
    }

    private void wrapFetchers(GraphQLSchema schema) {
        RootTypes.withFields(schema)
                .forEach(type -> type.getFieldDefinitions().forEach(field -> wrapFetcher(schema, type, field)));
    }

    private void wrapFetcher(GraphQLSchema schema, GraphQLObjectType type, GraphQLFieldDefinition field) {
        FieldCoordinates coordinates = FieldCoordinates.coordinates(type, field);
        DataFetcher<?> fetcher = schema.getCodeRegistry().getDataFetcher(coordinates, field);
        guards.addField(coordinates, Access.of(fetcher.getClass(), faults::add));
        if (type == schema.getSubscriptionType()) {
            if (!(fetcher instanceof TrivialDataFetcher)) {
                fetchers.put(coordinates, new SubscriptionFetcher(fetcher));
            }
        } else if (!(fetcher instanceof TrivialDataFetcher)) {
            CallMode mode = mode(CallMode.of(threadSensitive || requestWide), type, schema);
            fetchers.put(
                    coordinates, new WrappedFetcher(fetcher, new FieldCalls(caller, mode, coordinates.toString())));
        }
    }

    /**
     * Returns the mode in which a field is called. A mutation's root field is committed before its sub-selection is
     * read, and before the next root field starts. So it runs on the lane, whatever its resolver declares: it has no
     * concurrent siblings.
     */
    private static CallMode mode(CallMode declared, @Nullable GraphQLObjectType type, GraphQLSchema schema) {
        if (type != null && type == schema.getMutationType()) {
            return declared.onLane().ofMutation();
        }
        return type != null && type == schema.getSubscriptionType() ? CallMode.of(true) : declared;
    }

    private void bind(ResolverMethod resolver, GraphQLSchema schema) {
        FieldCoordinates coordinates = FieldCoordinates.coordinates(resolver.type(), resolver.field());
        GraphQLFieldDefinition field = find(resolver, schema);
        if (field == null) {
            return;
        }
        List<String> misfits = new ArrayList<>();
        boolean isBatch = BatchFields.isOne(resolver);
        @Nullable Type value = isBatch
                ? batches.add(resolver, field, misfits)
                : resolver.method().getGenericReturnType();
        Bound binding = new Bound(resolver, field, value == null ? Object.class : queries.valueType(value, field));
        Bound other = bound.put(coordinates, binding);
        if (other != null || fetchers.containsKey(coordinates)) {
            String rival = other == null
                    ? "a data fetcher that was wired"
                    : other.resolver().describe();
            faults.add(binding.describe() + " has two resolvers: " + rival + " and " + resolver.describe() + ".");
        }
        List<Parameters.Binding> arguments = isBatch ? List.of() : parameters.bind(resolver, field, misfits);
        misfits.forEach(misfit ->
                faults.add(binding.describe() + " and " + resolver.describe() + " do not fit: " + misfit + "."));
        guards.addField(coordinates, resolver.access());
        fetchers.put(coordinates, fetcher(binding, schema, arguments));
    }

    private DataFetcher<?> fetcher(Bound binding, GraphQLSchema schema, List<Parameters.Binding> arguments) {
        ResolverMethod resolver = binding.resolver();
        GraphQLObjectType type = schema.getObjectType(resolver.type());
        CallMode mode = mode(resolver.mode(), type, schema);
        ResolverFetcher fetcher = new ResolverFetcher(
                resolver,
                arguments,
                new FieldCalls(caller, resolver.blocks() ? mode : mode.onLane(), resolver.coordinate()),
                queries.reader(resolver, binding.field()));
        if (type != schema.getSubscriptionType()) {
            return fetcher;
        }
        if (resolver.blocks()) {
            faults.add(binding.describe() + " is a subscription, but " + resolver.describe()
                    + " returns no publisher; return a Flow.Publisher of what it returns.");
        }
        return new SubscriptionFetcher(fetcher);
    }

    private @Nullable GraphQLFieldDefinition find(ResolverMethod resolver, GraphQLSchema schema) {
        GraphQLType type = schema.getType(resolver.type());
        if (!(type instanceof GraphQLObjectType object)) {
            faults.add(resolver.describe() + " resolves " + resolver.coordinate()
                    + ", but the schema has no object type " + resolver.type() + ".");
            return null;
        }
        GraphQLFieldDefinition field = object.getFieldDefinition(resolver.field());
        if (field == null) {
            faults.add(resolver.describe() + " resolves " + resolver.coordinate() + ", but " + object.getName() + " ("
                    + Locations.of(
                            object.getDefinition() == null
                                    ? null
                                    : object.getDefinition().getSourceLocation())
                    + ") has no such field; it has "
                    + String.join(
                            ", ",
                            object.getFieldDefinitions().stream()
                                    .map(GraphQLFieldDefinition::getName)
                                    .toList())
                    + ".");
        }
        return field;
    }

    private void checkOutputs(GraphQLSchema schema) {
        RootTypes.of(schema).forEach(root -> checkRoot(root, schema));
        OutputCheck check = new OutputCheck(fetchers.keySet(), associations, pages, guards, faults);
        bound.values()
                .forEach(binding -> check.check(
                        binding.field().getType(),
                        binding.isIn(schema.getSubscriptionType())
                                ? JavaTypes.delivered(binding.value())
                                : binding.value(),
                        "the result of " + binding.resolver().describe() + " for " + binding.describe()));
        pages.addRoots(schema, check);
        associations.addByName(schema, check);
        batches.complete(check, fetchers::put);
        Map<FieldCoordinates, DataFetcher<?>> paged = new HashMap<>();
        pages.forEach(schema, paged::put);
        fetchers.putAll(paged);
        associations.forEach(schema, Set.copyOf(fetchers.keySet()), fetchers::put);
        associations.flaws().forEach(flaw -> LOG.log(Level.INFO, flaw));
        queries.check(faults);
    }

    private void checkRoot(GraphQLObjectType root, GraphQLSchema schema) {
        for (GraphQLFieldDefinition field : root.getFieldDefinitions()) {
            if (!fetchers.containsKey(FieldCoordinates.coordinates(root, field))
                    && !PagedFields.mayBeRoot(root, field, schema)) {
                faults.add(root.getName() + "." + field.getName() + " (" + Locations.of(field)
                        + ") has no resolver; annotate a method of a bean @" + root.getName() + ".");
            }
        }
    }

    private ExecutableSchema executable(GraphQLSchema schema) {
        Set<FieldCoordinates> resolved = Set.copyOf(fetchers.keySet());
        Map<FieldCoordinates, DataFetcher<?>> guarded = new HashMap<>();
        guards.forEach(
                schema, pages.types(), at -> fetchers.getOrDefault(at, RootTypes.property(schema, at)), guarded::put);
        fetchers.putAll(guarded);
        GraphQLCodeRegistry registry = CatchingFetcher.before(schema, fetchers);
        return new ExecutableSchema(
                schema.transformWithoutTypes(builder -> builder.codeRegistry(registry)),
                resolved,
                pages.fields(),
                batches.fields(),
                guards.roles());
    }

    /** A resolver, its field, and the type of the field's value. */
    private record Bound(ResolverMethod resolver, GraphQLFieldDefinition field, Type value) {
        String describe() {
            return resolver.coordinate() + " (" + Locations.of(field) + ")";
        }

        boolean isIn(@Nullable GraphQLObjectType type) {
            return type != null && type.getName().equals(resolver.type());
        }
    }
}
