package org.synctoasync.graphql.input;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.error.ErrorCodes;
import org.synctoasync.graphql.error.InvalidArgument;
import org.synctoasync.graphql.error.Mismatch;

/** Converts scalars. */
public final class ScalarCoercion {
    private static final Map<Class<?>, Function<Number, Object>> WIDENED = Map.of(
            Integer.class, Number::intValue,
            Long.class, Number::longValue,
            Double.class, Number::doubleValue,
            BigInteger.class, number -> BigInteger.valueOf(number.longValue()),
            BigDecimal.class, number -> new BigDecimal(number.toString()));

    private static final Map<String, Set<Class<?>>> NUMBERS = Map.of(
            "Int", Set.of(Integer.class, Long.class, Double.class, BigInteger.class, BigDecimal.class),
            "Long", Set.of(Long.class, BigInteger.class, BigDecimal.class),
            "Float", Set.of(Double.class, BigDecimal.class));

    private static final Map<Class<?>, Function<String, Object>> IDS = Map.of(
            String.class, text -> text,
            Integer.class, text -> Integer.valueOf(canonical(text)),
            Long.class, text -> Long.valueOf(canonical(text)),
            BigInteger.class, text -> new BigInteger(canonical(text)),
            UUID.class, ScalarCoercion::uuid);

    /**
     * A whole number in the form in which it is served: no plus sign, no leading zeros, only ASCII digits, and a
     * bounded length.
     */
    private static final Pattern CANONICAL = Pattern.compile("0|-?[1-9][0-9]{0,399}");

    private static final Map<Class<?>, Function<OffsetDateTime, Object>> DATE_TIMES = Map.of(
            OffsetDateTime.class, time -> time,
            ZonedDateTime.class, OffsetDateTime::toZonedDateTime,
            Instant.class, OffsetDateTime::toInstant);

    private ScalarCoercion() {}

    static Coercion of(String scalar, Class<?> target) throws Mismatch {
        return switch (scalar) {
            case "Int", "Long", "Float" -> {
                Function<Number, Object> widening = known(scalar, WIDENED, target);
                if (!Objects.requireNonNull(NUMBERS.get(scalar)).contains(target)) {
                    throw unfit(scalar, target);
                }
                yield value -> widening.apply((Number) value);
            }
            case "ID" -> {
                known(scalar, IDS, target);
                yield value -> parse(String.valueOf(value), target);
            }
            case "DateTime" -> {
                Function<OffsetDateTime, Object> conversion = known(scalar, DATE_TIMES, target);
                yield value -> conversion.apply((OffsetDateTime) value);
            }
            case "String" -> same(scalar, String.class, target);
            case UploadScalar.NAME -> same(scalar, Upload.class, target);
            case "Boolean" -> same(scalar, Boolean.class, target);
            default -> target::cast; // a scalar of the application, which knows its class
        };
    }

    /**
     * The id that the text of an {@code ID} or an {@code Int} denotes; null if it does not denote an id of the class.
     * It must have the form in which ids are served, so that no row has two ids.
     */
    public static @Nullable Object id(Object given, Class<?> target) {
        Function<String, Object> parser = IDS.get(target);
        Function<Number, Object> widening = WIDENED.get(target);
        try {
            if (given instanceof String text && parser != null) {
                return parser.apply(text);
            }
            return given instanceof Integer number && widening != null ? widening.apply(number) : null;
        } catch (IllegalArgumentException malformed) { // NumberFormatException is one
            return null;
        }
    }

    private static String canonical(String number) {
        if (!CANONICAL.matcher(number).matches()) {
            throw new NumberFormatException();
        }
        return number;
    }

    /** Parses a UUID, without the short forms that {@link UUID#fromString} accepts. */
    private static UUID uuid(String text) {
        UUID id = UUID.fromString(text);
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException();
        }
        return id;
    }

    private static Coercion same(String scalar, Class<?> only, Class<?> target) throws Mismatch {
        if (!target.isAssignableFrom(only)) {
            throw unfit(scalar, target);
        }
        return value -> value;
    }

    private static <V> V known(String scalar, Map<Class<?>, V> conversions, Class<?> target) throws Mismatch {
        V conversion = conversions.get(target);
        if (conversion == null) {
            throw unfit(scalar, target);
        }
        return conversion;
    }

    private static Object parse(String text, Class<?> target) {
        Object id = id(text, target);
        if (id == null) {
            throw new InvalidArgument("the ID '" + ErrorCodes.shortened(text) + "' is no " + target.getSimpleName());
        }
        return id;
    }

    private static Mismatch unfit(String scalar, Class<?> target) {
        return new Mismatch(target.getSimpleName() + " cannot hold every " + scalar);
    }
}
