package org.synctoasync.graphql.fetch;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.error.InvalidArgument;
import org.synctoasync.graphql.error.Mismatch;
import org.synctoasync.graphql.input.Coercion;
import org.synctoasync.graphql.input.Coercions;
import org.synctoasync.graphql.loading.EntityLoader;
import org.synctoasync.graphql.loading.EntityLoaderRegistry;
import org.synctoasync.graphql.loading.RequestLoaders;
import org.synctoasync.graphql.type.JavaTypes;
import org.synctoasync.model.LoaderUse;
import org.synctoasync.model.Names;
import org.synctoasync.model.ResolverMethod;
import org.synctoasync.resolver.Argument;
import org.synctoasync.resolver.Batch;
import org.synctoasync.resolver.Source;

/**
 * Binds the parameters of resolvers: at deployment, it determines for each parameter the source of its value at request
 * time.
 *
 * <p><b>Threading:</b> confined to the deploying thread; the bindings are immutable.
 */
public final class Parameters {
    /** Reads the value of one parameter. */
    public interface Binding extends Function<DataFetchingEnvironment, @Nullable Object> {}

    private static final Map<Class<?>, Binding> BY_TYPE = Map.of(
            DataFetchingEnvironment.class, environment -> environment,
            DataFetchingFieldSelectionSet.class, DataFetchingEnvironment::getSelectionSet,
            GraphQLContext.class, DataFetchingEnvironment::getGraphQlContext);

    private final Coercions coercions = new Coercions();
    private final EntityLoaderRegistry loaders;

    public Parameters(EntityLoaderRegistry loaders) {
        this.loaders = loaders;
    }

    /** Binds all parameters; adds a fault for each one that does not fit. */
    public List<Binding> bind(ResolverMethod resolver, GraphQLFieldDefinition field, List<String> faults) {
        return bind(resolver, 0, field, faults);
    }

    /** Binds all parameters from the index {@code first} on; adds a fault for each one that does not fit. */
    public List<Binding> bind(ResolverMethod resolver, int first, GraphQLFieldDefinition field, List<String> faults) {
        List<Binding> bindings = new ArrayList<>();
        Set<String> unused = new HashSet<>();
        field.getArguments().forEach(argument -> unused.add(argument.getName()));
        for (Parameter parameter : List.of(resolver.method().getParameters())
                .subList(first, resolver.method().getParameterCount())) {
            try {
                unused.remove(nameOf(parameter));
                bindings.add(bind(parameter, resolver, field));
            } catch (Mismatch mismatch) {
                faults.add("parameter '" + nameOf(parameter) + "': " + mismatch.reason());
            }
        }
        boolean readsAll = List.of(resolver.method().getParameterTypes()).contains(DataFetchingEnvironment.class);
        if (!unused.isEmpty() && !readsAll) {
            faults.add("no parameter takes the argument "
                    + String.join(", ", unused.stream().sorted().toList()));
        }
        return bindings;
    }

    private Binding bind(Parameter parameter, ResolverMethod resolver, GraphQLFieldDefinition field) throws Mismatch {
        Type type = parameter.getParameterizedType();
        Binding byType = BY_TYPE.get(parameter.getType());
        if (byType != null) {
            return byType;
        }
        if (parameter.getType() == DataLoader.class && type instanceof ParameterizedType loader) {
            return loader(loader, resolver);
        }
        if (parameter.isAnnotationPresent(Source.class)) {
            return DataFetchingEnvironment::getSource;
        }
        return argument(parameter, field);
    }

    private Binding loader(ParameterizedType type, ResolverMethod resolver) throws Mismatch {
        Type[] arguments = type.getActualTypeArguments();
        EntityLoader<?, ?> loader = loaders.require(new LoaderUse(arguments[0], arguments[1], resolver.describe()));
        return environment -> RequestLoaders.current().get(loader.function());
    }

    private Binding argument(Parameter parameter, GraphQLFieldDefinition field) throws Mismatch {
        String name = nameOf(parameter);
        GraphQLArgument argument = field.getArgument(name);
        if (argument == null) {
            throw new Mismatch(unknown(parameter, field));
        }
        Type type = parameter.getParameterizedType();
        boolean optional = parameter.getType() == Optional.class;
        boolean primitive = parameter.getType().isPrimitive();
        Class<?> wrapper = JavaTypes.classOf(parameter.getType());
        Type target = primitive && wrapper != null && argument.hasSetDefaultValue() ? wrapper : type;
        Coercion coercion = coercions.of(argument.getType(), optional ? JavaTypes.delivered(type) : target);
        return environment -> {
            Object value = convert(name, coercion, environment.getArgument(name));
            if (value == null && primitive) {
                throw new InvalidArgument("the argument '" + name + "' must not be null");
            }
            return optional ? Optional.ofNullable(value) : value;
        };
    }

    private static @Nullable Object convert(String argument, Coercion coercion, @Nullable Object given) {
        try {
            return coercion.apply(given);
        } catch (InvalidArgument invalid) {
            throw new InvalidArgument("the argument '" + argument + "': " + invalid.text());
        }
    }

    /** Whether a parameter of a field's resolver takes an argument of the field. */
    static boolean isArgument(Parameter parameter, Method resolver, GraphQLFieldDefinition field) {
        boolean isKeys = resolver.isAnnotationPresent(Batch.class) && parameter.equals(resolver.getParameters()[0]);
        return !isKeys && !parameter.isAnnotationPresent(Source.class) && field.getArgument(nameOf(parameter)) != null;
    }

    /** The name of the argument that a parameter takes if it takes one. */
    static String nameOf(Parameter parameter) {
        Argument explicit = parameter.getAnnotation(Argument.class);
        return explicit == null ? parameter.getName() : explicit.value();
    }

    private static String unknown(Parameter parameter, GraphQLFieldDefinition field) {
        String known = String.join(
                ", ",
                field.getArguments().stream().map(GraphQLArgument::getName).toList());
        return "the field has no such argument (" + (known.isEmpty() ? "it has none" : "it has " + known)
                + "), and " + Names.of(parameter.getParameterizedType()) + " is nothing that a request can give"
                + (parameter.isNamePresent() ? "" : "; compile with -parameters or name it by @Argument");
    }
}
