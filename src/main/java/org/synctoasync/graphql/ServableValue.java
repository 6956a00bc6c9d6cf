package org.synctoasync.graphql;

import graphql.execution.DataFetcherResult;
import graphql.schema.Coercing;
import graphql.schema.CoercingSerializeException;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether a field will be reported as successful with a value: the value has no errors beside it, and the field's type allows it. It is
 * tested before the writes of the field's resolver are committed.
 *
 * <p><b>Threading:</b> stateless; used on the thread of the resolver.
 */
final class ServableValue {
    private ServableValue() {}

    static boolean test(@Nullable Object result, DataFetchingEnvironment environment) {
        if (result instanceof DataFetcherResult<?> reported) {
            return !reported.hasErrors() && fits(reported.getData(), environment.getFieldType(), environment);
        }
        return fits(result, environment.getFieldType(), environment);
    }

    private static boolean fits(@Nullable Object value, GraphQLType type, DataFetchingEnvironment environment) {
        if (type instanceof GraphQLNonNull nonNull) {
            return value != null && fits(value, nonNull.getWrappedType(), environment);
        }
        if (value == null) {
            return true;
        }
        if (type instanceof GraphQLList list) {
            return elementsFit(value, list.getWrappedType(), environment);
        }
        if (type instanceof GraphQLScalarType scalar) {
            return serializes(scalar.getCoercing(), value, environment);
        }
        return !(type instanceof GraphQLEnumType constants) || serializes(constants, value, environment);
    }

    private static boolean elementsFit(Object value, GraphQLType element, DataFetchingEnvironment environment) {
        if (value instanceof Object[] array) {
            return Arrays.stream(array).allMatch(each -> fits(each, element, environment));
        }
        if (value instanceof Iterable<?> elements) {
            for (Object each : elements) {
                if (!fits(each, element, environment)) {
                    return false;
                }
            }
        }
        return true; // primitive arrays have no null
    }

    private static boolean serializes(Coercing<?, ?> coercing, Object value, DataFetchingEnvironment environment) {
        try {
            return coercing.serialize(value, environment.getGraphQlContext(), environment.getLocale()) != null;
        } catch (CoercingSerializeException refused) {
            return false;
        }
    }

    private static boolean serializes(
            GraphQLEnumType constants, Object value, DataFetchingEnvironment environment) {
        try {
            return constants.serialize(value, environment.getGraphQlContext(), environment.getLocale()) != null;
        } catch (CoercingSerializeException refused) {
            return false;
        }
    }
}
