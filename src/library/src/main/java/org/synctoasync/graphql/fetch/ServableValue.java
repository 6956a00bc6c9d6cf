package org.synctoasync.graphql.fetch;

import graphql.GraphQLContext;
import graphql.execution.DataFetcherResult;
import graphql.execution.ValueUnboxer;
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
 * Tests whether a field will be reported as successful: its value has no errors beside it, and the field's type allows
 * the value. The test runs before the writes of the field's resolver are committed.
 *
 * <p><b>Threading:</b> stateless; used on the resolver's thread.
 */
final class ServableValue {
    private ServableValue() {}

    static boolean test(@Nullable Object result, DataFetchingEnvironment environment) {
        return fits(result, environment.getFieldType(), environment);
    }

    /** Unwraps a value from its result and from an {@code Optional} as the engine does, also inside lists. */
    private static boolean fits(@Nullable Object returned, GraphQLType type, DataFetchingEnvironment environment) {
        if (returned instanceof DataFetcherResult<?> result) {
            return !result.hasErrors() && fits(result.getData(), type, environment);
        }
        Object value = ValueUnboxer.DEFAULT.unbox(returned);
        if (type instanceof GraphQLNonNull nonNull) {
            return value != null && fits(value, nonNull.getWrappedType(), environment);
        }
        if (type instanceof GraphQLList list) {
            return value == null || elementsFit(value, list.getWrappedType(), environment);
        }
        return value == null || serializes(value, type, environment);
    }

    private static boolean elementsFit(Object value, GraphQLType element, DataFetchingEnvironment environment) {
        if (value instanceof Iterable<?> elements) {
            for (Object each : elements) {
                if (!fits(each, element, environment)) {
                    return false;
                }
            }
            return true;
        }
        return value instanceof Object[] array
                ? Arrays.stream(array).allMatch(each -> fits(each, element, environment))
                : value.getClass().isArray();
    }

    private static boolean serializes(Object value, GraphQLType type, DataFetchingEnvironment environment) {
        GraphQLContext context = environment.getGraphQlContext();
        try {
            if (type instanceof GraphQLScalarType scalar) {
                scalar.getCoercing().serialize(value, context, environment.getLocale());
            } else if (type instanceof GraphQLEnumType constants) {
                constants.serialize(value, context, environment.getLocale());
            }
            return true;
        } catch (CoercingSerializeException refused) {
            return false;
        }
    }
}
