package org.synctoasync.graphql.input;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.Value;
import graphql.scalars.ExtendedScalars;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The scalars that a schema may declare without further wiring, and the Java classes that each can serve. */
public final class Scalars {
    /** {@code DateTime} and {@code Long} of graphql-java-extended-scalars, and {@code Upload}. */
    public static final List<GraphQLScalarType> EXTENDED =
            List.of(dateTime(), ExtendedScalars.GraphQLLong, UploadScalar.type());

    private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(Byte.class, Short.class, Integer.class, Long.class);

    private static final Map<String, Set<Class<?>>> CLASSES = Map.of(
            "Int",
            Set.of(Byte.class, Short.class, Integer.class),
            "Long",
            WHOLE_NUMBERS,
            "Float",
            Set.of(
                    Byte.class,
                    Short.class,
                    Integer.class,
                    Long.class,
                    Float.class,
                    Double.class,
                    BigDecimal.class,
                    BigInteger.class),
            "Boolean",
            Set.of(Boolean.class),
            "String",
            Set.of(String.class, Character.class, UUID.class, java.net.URI.class, java.net.URL.class),
            "ID",
            Set.of(String.class, Integer.class, Long.class, BigInteger.class, UUID.class),
            "DateTime",
            Set.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class),
            UploadScalar.NAME,
            Set.of());

    private Scalars() {}

    /** Whether values of a class can be served as the scalar. An unknown scalar accepts any class. */
    public static boolean accepts(String scalar, Class<?> type) {
        Set<Class<?>> classes = CLASSES.get(scalar);
        return classes == null || type == Object.class || classes.contains(type) || isEnumAsString(scalar, type);
    }

    /** Whether values of a class are served as scalars, so that it cannot be an object with fields. */
    public static boolean isScalar(Class<?> type) {
        return type.isEnum() || CLASSES.values().stream().anyMatch(classes -> classes.contains(type));
    }

    private static boolean isEnumAsString(String scalar, Class<?> type) {
        return scalar.equals("String") && type.isEnum();
    }

    private static GraphQLScalarType dateTime() {
        return ExtendedScalars.DateTime.transform(builder -> builder.coercing(new InstantCoercing()));
    }

    /** Extends the coercing of the extended scalar: also serves {@link Instant}, in UTC. */
    @SuppressWarnings("unchecked") // DateTime's coercing is declared raw
    private static final class InstantCoercing implements Coercing<Object, Object> {
        private static final String YEARS = "A DateTime has a year from 0000 to 9999";
        private static final Coercing<Object, Object> PLAIN =
                (Coercing<Object, Object>) ExtendedScalars.DateTime.getCoercing();

        @Override
        public @Nullable Object serialize(Object value, GraphQLContext context, Locale locale) {
            Object offset = value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
            return PLAIN.serialize(offset, context, locale);
        }

        @Override
        public @Nullable Object parseValue(Object input, GraphQLContext context, Locale locale) {
            Object time = PLAIN.parseValue(input, context, locale);
            if (isServable(time)) {
                return time;
            }
            throw new CoercingParseValueException(YEARS);
        }

        @Override
        public @Nullable Object parseLiteral(
                Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            Object time = PLAIN.parseLiteral(input, variables, context, locale);
            if (isServable(time)) {
                return time;
            }
            throw new CoercingParseLiteralException(YEARS);
        }

        /**
         * Whether RFC 3339, the format in which times are served, can express the time: its years have four digits
         * only.
         */
        private static boolean isServable(@Nullable Object time) {
            return !(time instanceof OffsetDateTime parsed) || parsed.getYear() >= 0 && parsed.getYear() <= 9999;
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return PLAIN.valueToLiteral(input, context, locale);
        }
    }
}
