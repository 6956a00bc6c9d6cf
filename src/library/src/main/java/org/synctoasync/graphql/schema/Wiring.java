package org.synctoasync.graphql.schema;

import graphql.TypeResolutionEnvironment;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.TypeResolver;
import graphql.schema.idl.InterfaceWiringEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.ScalarWiringEnvironment;
import graphql.schema.idl.UnionWiringEnvironment;
import graphql.schema.idl.WiringFactory;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.input.InputScalars;
import org.synctoasync.graphql.input.Scalars;

/**
 * Adds the scalars and type resolvers that every application needs to an application's wiring, unless it contains them.
 */
final class Wiring {
    private Wiring() {}

    static RuntimeWiring complete(RuntimeWiring.Builder builder) {
        Map<String, ?> scalars = builder.build().getScalars();
        Scalars.EXTENDED.stream()
                .filter(scalar -> !scalars.containsKey(scalar.getName()))
                .forEach(builder::scalar);
        return builder.wiringFactory(new ByClassName()).build();
    }

    /**
     * Provides the strict scalars. Resolves the type of an object of an interface or a union by the simple name of its
     * class: an object of class {@code Book} has the type {@code Book}.
     */
    private static final class ByClassName implements WiringFactory {
        @Override
        public boolean providesScalar(ScalarWiringEnvironment environment) {
            return InputScalars.BY_NAME.containsKey(
                    environment.getScalarTypeDefinition().getName());
        }

        @Override
        public GraphQLScalarType getScalar(ScalarWiringEnvironment environment) {
            return Objects.requireNonNull(InputScalars.BY_NAME.get(
                    environment.getScalarTypeDefinition().getName()));
        }

        @Override
        public boolean providesTypeResolver(InterfaceWiringEnvironment environment) {
            return true;
        }

        @Override
        public boolean providesTypeResolver(UnionWiringEnvironment environment) {
            return true;
        }

        @Override
        public TypeResolver getTypeResolver(InterfaceWiringEnvironment environment) {
            return ByClassName::resolve;
        }

        @Override
        public TypeResolver getTypeResolver(UnionWiringEnvironment environment) {
            return ByClassName::resolve;
        }

        private static @Nullable GraphQLObjectType resolve(TypeResolutionEnvironment environment) {
            Object object = environment.getObject();
            return object == null
                    ? null
                    : environment.getSchema().getObjectType(object.getClass().getSimpleName());
        }
    }
}
