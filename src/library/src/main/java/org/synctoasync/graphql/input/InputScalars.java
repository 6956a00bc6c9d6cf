package org.synctoasync.graphql.input;

import graphql.GraphQLContext;
import graphql.Scalars;
import graphql.execution.CoercedVariables;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.error.ErrorCodes;

/**
 * The scalars of the GraphQL specification whose input rules are stricter than the engine's: {@code ID} accepts only
 * strings and whole numbers, and {@code Float} accepts no number that a double cannot hold.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class InputScalars {
    /** The scalars by their names. */
    public static final Map<String, GraphQLScalarType> BY_NAME = Map.of(
            "ID", Scalars.GraphQLID.transform(id -> id.coercing(new Strict(Scalars.GraphQLID, InputScalars::id))),
            "Float",
                    Scalars.GraphQLFloat.transform(
                            number -> number.coercing(new Strict(Scalars.GraphQLFloat, value -> value))));

    private InputScalars() {}

    private static @Nullable Object id(Object value) {
        boolean isWhole = value instanceof Integer || value instanceof Long || value instanceof BigInteger;
        return value instanceof String || isWhole || value instanceof UUID ? value : null;
    }

    private static boolean isInfinite(Value<?> literal) {
        return literal instanceof FloatValue number
                        && Double.isInfinite(number.getValue().doubleValue())
                || literal instanceof IntValue whole
                        && Double.isInfinite(whole.getValue().doubleValue());
    }

    /** The engine's coercing, with a check of the input before it. */
    private static final class Strict implements Coercing<Object, Object> {
        private final String name;
        private final Coercing<?, ?> engines;
        private final Function<Object, @Nullable Object> values;

        Strict(GraphQLScalarType scalar, Function<Object, @Nullable Object> values) {
            this.name = scalar.getName();
            this.engines = scalar.getCoercing();
            this.values = values;
        }

        @Override
        public @Nullable Object serialize(Object result, GraphQLContext context, Locale locale) {
            return engines.serialize(result, context, locale);
        }

        @Override
        public @Nullable Object parseValue(Object input, GraphQLContext context, Locale locale) {
            Object value = values.apply(input);
            if (value == null) {
                throw new CoercingParseValueException(
                        "Expected a string or a whole number for the type '" + name + "'");
            }
            return engines.parseValue(value, context, locale);
        }

        @Override
        public @Nullable Object parseLiteral(
                Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            if (name.equals("Float") && isInfinite(input)) {
                throw CoercingParseLiteralException.newCoercingParseLiteralException()
                        .message("The number is too large for the type 'Float'")
                        .extensions(Map.of("code", ErrorCodes.BAD_USER_INPUT))
                        .build();
            }
            return engines.parseLiteral(input, variables, context, locale);
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return engines.valueToLiteral(input, context, locale);
        }
    }
}
