package org.synctoasync.jpa;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes the values by which rows are ordered as text, and reads them back as values of a given class. Each value has
 * exactly one text, independent of the database and its driver.
 */
final class CursorValues {
    private static final Map<Class<?>, Function<String, Object>> PARSERS = Map.ofEntries(
            Map.entry(String.class, CursorValues::text),
            Map.entry(Character.class, text -> text.charAt(0)),
            Map.entry(Boolean.class, Boolean::valueOf),
            Map.entry(Byte.class, Byte::valueOf),
            Map.entry(Short.class, Short::valueOf),
            Map.entry(Integer.class, Integer::valueOf),
            Map.entry(Long.class, Long::valueOf),
            Map.entry(Float.class, Float::valueOf),
            Map.entry(Double.class, Double::valueOf),
            Map.entry(BigInteger.class, BigInteger::new),
            Map.entry(BigDecimal.class, BigDecimal::new),
            Map.entry(UUID.class, UUID::fromString),
            Map.entry(Year.class, Year::parse),
            Map.entry(LocalDate.class, LocalDate::parse),
            Map.entry(LocalTime.class, LocalTime::parse),
            Map.entry(LocalDateTime.class, LocalDateTime::parse),
            Map.entry(OffsetTime.class, OffsetTime::parse),
            Map.entry(OffsetDateTime.class, OffsetDateTime::parse),
            Map.entry(Instant.class, Instant::parse),
            Map.entry(java.util.Date.class, text -> java.util.Date.from(Instant.parse(text))),
            Map.entry(java.sql.Date.class, java.sql.Date::valueOf),
            Map.entry(java.sql.Time.class, java.sql.Time::valueOf),
            Map.entry(java.sql.Timestamp.class, java.sql.Timestamp::valueOf));

    private CursorValues() {}

    /** Whether values of a class can be written. */
    static boolean know(Class<?> type) {
        return type.isEnum() || PARSERS.containsKey(type);
    }

    static String write(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros().toString();
        }
        if (value instanceof Double number) {
            return Double.toString(number + 0.0); // turns -0.0 into 0.0
        }
        if (value instanceof Float number) {
            return Float.toString(number + 0.0f);
        }
        if (value instanceof OffsetDateTime time) {
            return time.withOffsetSameInstant(ZoneOffset.UTC).toString();
        }
        return value.getClass() == java.util.Date.class
                ? ((java.util.Date) value).toInstant().toString()
                : value.toString();
    }

    /**
     * Reads a value.
     *
     * @throws RuntimeException if the text is not a value of the class
     */
    static Object read(String text, Class<?> type) {
        Function<String, Object> parser = PARSERS.get(type);
        return parser == null ? constant(text, type) : parser.apply(text);
    }

    private static Object constant(String name, Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("no database has this character");
        }
        return text;
    }
}
