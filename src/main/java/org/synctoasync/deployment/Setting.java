package org.synctoasync.deployment;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A setting: its key, what it means and how its value is read.
 *
 * @param key the key, as {@code synctoasync.thread-sensitive}
 * @param fallback the value where nothing is set, as one would write it
 * @param expected what a good value looks like, in the words of a message
 * @param parser reads a value; throws {@link IllegalArgumentException} if it is bad
 * @param <T> the type of the value
 */
public record Setting<T>(String key, String fallback, String expected, Function<String, T> parser) {
    /** What all keys begin with. */
    public static final String PREFIX = "synctoasync.";

    /** What the names of environment variables begin with. */
    static final String ENVIRONMENT_PREFIX = "SYNCTOASYNC_";

    /** Whether resolvers are thread-sensitive where neither their method nor their class says. */
    public static final Setting<Boolean> THREAD_SENSITIVE =
            new Setting<>(PREFIX + "thread-sensitive", "true", "true or false", Setting::bool);

    /** The class-path resource that holds the schema. */
    public static final Setting<String> SCHEMA =
            new Setting<>(PREFIX + "schema", "schema.graphqls", "a class-path resource", Setting::text);

    /** How many characters of documents the document cache holds at the most. */
    public static final Setting<Long> DOCUMENT_CACHE_SIZE = new Setting<>(
            PREFIX + "document-cache-size",
            "4000000",
            "a number of characters from 0 to 1000000000",
            v -> number(v, 0, 1_000_000_000));

    /** How many bytes the body of a request has at the most. */
    public static final Setting<Long> MAX_BODY_SIZE = new Setting<>(
            PREFIX + "max-body-size",
            "1048576",
            "a number of bytes from 1 to 1000000000",
            v -> number(v, 1, 1_000_000_000));

    /** What happens when a persistence context is used outside the piece of work that opened it. */
    public static final Setting<JpaGuard> JPA_GUARD =
            new Setting<>(PREFIX + "jpa-guard", "warn", "refuse, warn or off", Setting::jpaGuard);

    /** All settings, in the order of the documentation. */
    public static final List<Setting<?>> ALL =
            List.of(THREAD_SENSITIVE, SCHEMA, DOCUMENT_CACHE_SIZE, MAX_BODY_SIZE, JPA_GUARD);

    /** The name of the environment variable that holds the value, after MicroProfile Config 3.1, section 5.3. */
    public String environmentVariable() {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static boolean bool(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(value);
        };
    }

    private static JpaGuard jpaGuard(String value) {
        return switch (value) {
            case "refuse" -> JpaGuard.REFUSE;
            case "warn" -> JpaGuard.WARN;
            case "off" -> JpaGuard.OFF;
            default -> throw new IllegalArgumentException(value);
        };
    }

    private static String text(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("blank");
        }
        return value;
    }

    private static long number(String value, long least, long most) {
        long number = Long.parseLong(value);
        if (number < least || number > most) {
            throw new IllegalArgumentException(value);
        }
        return number;
    }
}
